import type { AnyRoute } from '../http/route.ts';
import { balanceRoutes } from './balances/balance-routes.ts';
import { billRoutes } from './bills/bill-routes.ts';
import { exchangeRoutes } from './exchange/exchange-routes.ts';
import { groupRoutes } from './groups/group-routes.ts';
import { identityRoutes } from './identity/identity-routes.ts';
import { seriesRoutes } from './series/series-routes.ts';

/** Every endpoint of the product's API. */
export const routes: readonly AnyRoute[] = [
  ...identityRoutes,
  ...groupRoutes,
  ...billRoutes,
  ...balanceRoutes,
  ...seriesRoutes,
  ...exchangeRoutes,
];
