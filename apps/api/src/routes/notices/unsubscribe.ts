import { languageOf, unsubscribe } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { textsOf } from '../../pages/texts-of.ts';
import { donePage } from '../../pages/unsubscribe-page.ts';
import { UnsubscribeParams } from '../params.ts';

export const unsubscribeRoute = defineRoute({
  method: 'POST',
  url: '/v1/unsubscribe/:unsubscribeToken',
  operationId: 'unsubscribe',
  summary: 'End the mails that a mail’s link is about, by its button or by the mail program (RFC 8058)',
  tag: 'notices',
  access: 'public',
  rate: 'write',
  answerType: 'text/html',
  bodyTypes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
  schemas: { params: UnsubscribeParams },
  handle: async ({ services, context, params }) => {
    const texts = textsOf(services);
    const link = await unsubscribe(services, context, params.unsubscribeToken);
    return donePage(texts, await languageOf(services.store, link.member.userId), link);
  },
});
