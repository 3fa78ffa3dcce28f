import type { AnyRoute } from '../http/route.ts';
import { balanceRoutes } from './balances/balance-routes.ts';
import { billRoutes } from './bills/bill-routes.ts';
import { listCurrenciesRoute } from './currencies/list-currencies.ts';
import { exchangeRoutes } from './exchange/exchange-routes.ts';
import { groupRoutes } from './groups/group-routes.ts';
import { identityRoutes } from './identity/identity-routes.ts';
import { meterRoutes } from './meters/meter-routes.ts';
import { noticeRoutes } from './notices/notice-routes.ts';
import { paymentRoutes } from './payments/payment-routes.ts';
import { seriesRoutes } from './series/series-routes.ts';
import { statementRoutes } from './statements/statement-routes.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

/** Every endpoint of the product's API. */
export const routes: readonly AnyRoute[] = [
  listCurrenciesRoute,
  ...identityRoutes,
  ...groupRoutes,
  ...billRoutes,
  ...balanceRoutes,
  ...paymentRoutes,
  ...noticeRoutes,
  ...webhookRoutes,
  ...seriesRoutes,
  ...meterRoutes,
  ...statementRoutes,
  ...exchangeRoutes,
];
