import { OpenSharesQuery, OpenSharesWire } from '@shared-payments/contract';
import { listOpenShares } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MemberParams } from '../params.ts';

export const listOpenSharesRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/members/:memberId/open-shares',
  operationId: 'listOpenShares',
  summary: 'Bills a payment to another member can name, with what is open of each',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'read',
  schemas: { params: MemberParams, query: OpenSharesQuery, answer: OpenSharesWire },
  handle: async ({ services, context, params, query }) => ({
    body: {
      shares: await listOpenShares(services, context, params.groupId, { memberId: params.memberId, to: query.to }),
    },
  }),
});
