import { RecurringBillWire, SeriesEditBody } from '@shared-payments/contract';
import { changeRecurringBill, type SeriesEdit } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { SeriesParams } from '../params.ts';

export const changeRecurringBillRoute = defineRoute({
  method: 'PATCH',
  url: '/v1/groups/:groupId/recurring-bills/:seriesId',
  operationId: 'changeRecurringBill',
  summary: 'Change this, future or all dates; skip, pause, resume, end',
  tag: 'recurring bills',
  access: { group: 'take-part' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: SeriesParams, body: SeriesEditBody, answer: RecurringBillWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...edit } = body;
    const recurring = await changeRecurringBill(services, context, params.groupId, params.seriesId, edit as SeriesEdit);
    return { body: recurring, version: recurring.version };
  },
});
