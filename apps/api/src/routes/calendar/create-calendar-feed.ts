import { CalendarFeedWithPathWire } from '@shared-payments/contract';
import { createCalendarFeed } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const createCalendarFeedRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/calendar-feed',
  operationId: 'createCalendarFeed',
  summary: 'Make a new calendar address of your due dates; the one before it ends',
  tag: 'notices',
  access: { group: 'see' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, answer: CalendarFeedWithPathWire },
  handle: async ({ services, context, params }) => {
    const { createdAt, token } = await createCalendarFeed(services, context, params.groupId);
    return { body: { createdAt, path: `/v1/calendar-feeds/${token}` } };
  },
});
