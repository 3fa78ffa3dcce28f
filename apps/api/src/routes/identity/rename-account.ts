import { AccountAnswer, RenameBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const renameAccountRoute = defineRoute({
  method: 'PATCH',
  url: '/v1/auth/account',
  operationId: 'renameAccount',
  summary: 'Change your own name',
  tag: 'identity',
  access: 'signed-in',
  rate: 'write',
  schemas: { body: RenameBody, answer: AccountAnswer },
  handle: async ({ identity, body, request }) => {
    const answer = await identity.rename(identityRequest(request), body);
    return withCookies(answer, { account: answer.value });
  },
});
