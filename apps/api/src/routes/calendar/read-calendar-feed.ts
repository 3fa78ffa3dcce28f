import { readCalendarFeed } from '@shared-payments/usecases';
import { writeCalendar } from '../../calendar/write-calendar.ts';
import { defineRoute } from '../../http/route.ts';
import { textsOf } from '../../pages/texts-of.ts';
import { FeedParams } from '../params.ts';

const FILE_NAME = 'shared-payments.ics';

export const readCalendarFeedRoute = defineRoute({
  method: 'GET',
  url: '/v1/calendar-feeds/:feedToken',
  operationId: 'readCalendarFeed',
  summary: 'What is due for whoever’s address this is, for a calendar program; whoever has the address may read it',
  tag: 'notices',
  access: 'public',
  rate: 'read',
  caching: 'content',
  answerType: 'text/calendar',
  schemas: { params: FeedParams },
  handle: async ({ services, params }) => {
    const calendar = await readCalendarFeed(services, params.feedToken);
    const bytes = writeCalendar(textsOf(services), calendar, services.publicUrl);
    return { raw: { bytes, type: 'text/calendar; charset=utf-8', fileName: FILE_NAME } };
  },
});
