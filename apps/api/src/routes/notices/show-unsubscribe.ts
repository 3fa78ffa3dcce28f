import { AppError } from '@shared-payments/domain';
import { languageOf, openUnsubscribeLink } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { askedLanguage } from '../../pages/asked-language.ts';
import { textsOf } from '../../pages/texts-of.ts';
import { gonePage, questionPage } from '../../pages/unsubscribe-page.ts';
import { UnsubscribeParams } from '../params.ts';

export const showUnsubscribeRoute = defineRoute({
  method: 'GET',
  url: '/v1/unsubscribe/:unsubscribeToken',
  operationId: 'showUnsubscribe',
  summary: 'The page behind the link in a mail: asks whether to end such mails, and changes nothing',
  tag: 'notices',
  access: 'public',
  rate: 'read',
  answerType: 'text/html',
  schemas: { params: UnsubscribeParams },
  handle: async ({ services, params, request }) => {
    const texts = textsOf(services);
    const link = await openUnsubscribeLink(services, params.unsubscribeToken).catch(undefinedWhenGone);
    if (!link) return gonePage(texts, askedLanguage(request.headers['accept-language']));
    return questionPage(texts, await languageOf(services.store, link.member.userId), link);
  },
});

function undefinedWhenGone(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not_found') return undefined;
  throw error;
}
