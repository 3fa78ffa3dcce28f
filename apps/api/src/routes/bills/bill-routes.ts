import { getBalancesRoute } from '../balances/get-balances.ts';
import { approveBillRoute } from './approve-bill.ts';
import { createBillRoute } from './create-bill.ts';
import { getBillRoute } from './get-bill.ts';
import { listBillsRoute } from './list-bills.ts';
import { previewBillRoute } from './preview-bill.ts';
import { reverseBillRoute } from './reverse-bill.ts';
import { updateBillRoute } from './update-bill.ts';

export const billRoutes = [
  createBillRoute,
  listBillsRoute,
  getBillRoute,
  updateBillRoute,
  previewBillRoute,
  approveBillRoute,
  reverseBillRoute,
  getBalancesRoute,
];
