import { CalendarFeedWire } from '@shared-payments/contract';
import { getCalendarFeed } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const getCalendarFeedRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/calendar-feed',
  operationId: 'getCalendarFeed',
  summary: 'Whether there is a calendar address of your due dates',
  tag: 'notices',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: GroupParams, answer: CalendarFeedWire },
  handle: async ({ services, context, params }) => {
    const feed = await getCalendarFeed(services, context, params.groupId);
    return { body: { createdAt: feed?.createdAt ?? null } };
  },
});
