import { BankAccountWire, SetBankAccountBody } from '@shared-payments/contract';
import { setBankAccount } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MemberParams } from '../params.ts';

export const setBankAccountRoute = defineRoute({
  method: 'PUT',
  url: '/v1/groups/:groupId/members/:memberId/bank-account',
  operationId: 'setBankAccount',
  summary: 'Say where a member gets bank transfers',
  tag: 'payments',
  access: { group: 'see' },
  rate: 'write',
  schemas: { params: MemberParams, body: SetBankAccountBody, answer: BankAccountWire },
  handle: async ({ services, context, params, body }) => {
    const account = await setBankAccount(services, context, params.groupId, params.memberId, body);
    return { body: account, version: account.version };
  },
});
