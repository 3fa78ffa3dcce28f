import { RecurringBillPreviewWire } from '@shared-payments/contract';
import { previewRecurringBill } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { SeriesParams } from '../params.ts';

export const previewRecurringBillRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/recurring-bills/:seriesId',
  operationId: 'previewRecurringBill',
  summary: 'One series and its next twelve dates',
  tag: 'recurring bills',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: SeriesParams, answer: RecurringBillPreviewWire },
  handle: async ({ services, context, params }) => {
    const preview = await previewRecurringBill(services, context, params.groupId, params.seriesId);
    return { body: preview, version: preview.recurringBill.version };
  },
});
