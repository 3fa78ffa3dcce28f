import { revokeCalendarFeed } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const revokeCalendarFeedRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/groups/:groupId/calendar-feed',
  operationId: 'revokeCalendarFeed',
  summary: 'Take the calendar address back',
  tag: 'notices',
  access: { group: 'see' },
  rate: 'write',
  status: 204,
  schemas: { params: GroupParams },
  handle: async ({ services, context, params }) => {
    await revokeCalendarFeed(services, context, params.groupId);
    return {};
  },
});
