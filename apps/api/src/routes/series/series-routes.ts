import { changeRecurringBillRoute } from './change-recurring-bill.ts';
import { createRecurringBillRoute } from './create-recurring-bill.ts';
import { listRecurringBillsRoute } from './list-recurring-bills.ts';
import { previewRecurringBillRoute } from './preview-recurring-bill.ts';

export const seriesRoutes = [
  createRecurringBillRoute,
  listRecurringBillsRoute,
  previewRecurringBillRoute,
  changeRecurringBillRoute,
];
