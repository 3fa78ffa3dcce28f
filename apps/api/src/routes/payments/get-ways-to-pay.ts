import { WaysToPayWire } from '@shared-payments/contract';
import { getWaysToPay } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MemberParams } from '../params.ts';

export const getWaysToPayRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/members/:memberId/ways-to-pay',
  operationId: 'getWaysToPay',
  summary: 'How money can reach a member: their bank account, and whether cards are taken',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'read',
  schemas: { params: MemberParams, answer: WaysToPayWire },
  handle: async ({ services, context, params }) => ({
    body: await getWaysToPay(services, context, params.groupId, params.memberId),
  }),
});
