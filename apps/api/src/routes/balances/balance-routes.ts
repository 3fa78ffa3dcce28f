import { getOverviewRoute } from '../overview/get-overview.ts';
import { listPaymentsRoute } from '../payments/list-payments.ts';
import { recordPaymentRoute } from '../payments/record-payment.ts';
import { reversePaymentRoute } from '../payments/reverse-payment.ts';
import { planSettlementRoute } from '../settlement/plan-settlement.ts';
import { explainBalanceRoute } from './explain-balance.ts';
import { getBalancesRoute } from './get-balances.ts';
import { listDebtsRoute } from './list-debts.ts';

export const balanceRoutes = [
  getBalancesRoute,
  explainBalanceRoute,
  listDebtsRoute,
  planSettlementRoute,
  getOverviewRoute,
  recordPaymentRoute,
  listPaymentsRoute,
  reversePaymentRoute,
];
