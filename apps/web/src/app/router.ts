import type { QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { accountRoutes } from '../account/account-routes.ts';
import { activityRoutes } from '../activity/activity-routes.ts';
import { balanceRoutes } from '../balances/balance-routes.ts';
import { billRoutes } from '../bills/bill-routes.ts';
import { closingRoutes } from '../closings/closing-routes.ts';
import { exchangeRoutes, insideExchangeRoutes } from '../exchange/exchange-routes.ts';
import { groupRoute, groupRoutes, insideGroupRoutes } from '../groups/group-routes.ts';
import { memberRoutes } from '../members/member-routes.ts';
import { meterRoutes } from '../meters/meter-routes.ts';
import { notificationRoutes } from '../notifications/notification-routes.ts';
import { outboxRoutes } from '../outbox/outbox-routes.ts';
import { paymentRoutes } from '../payments/payment-routes.ts';
import { reminderRoutes } from '../reminders/reminder-routes.ts';
import { seriesRoutes } from '../series/series-routes.ts';
import { sessionRoutes } from '../session/session-routes.ts';
import { settlementRoutes } from '../settlement/settlement-routes.ts';
import { statementRoutes } from '../statements/statement-routes.ts';
import { webhookRoutes } from '../webhooks/webhook-routes.ts';
import { rootRoute } from './root-route.ts';
import { ScreenFailed } from './screen-failed.tsx';

const inGroup = groupRoute.addChildren([
  ...insideGroupRoutes,
  ...billRoutes,
  ...balanceRoutes,
  ...settlementRoutes,
  ...paymentRoutes,
  ...meterRoutes,
  ...seriesRoutes,
  ...statementRoutes,
  ...closingRoutes,
  ...reminderRoutes,
  ...notificationRoutes,
  ...webhookRoutes,
  ...insideExchangeRoutes,
  ...activityRoutes,
  ...memberRoutes,
]);
const routeTree = rootRoute.addChildren([
  ...sessionRoutes,
  ...groupRoutes,
  ...outboxRoutes,
  ...accountRoutes,
  ...exchangeRoutes,
  inGroup,
]);

// Long enough for code that is there already; a loading sign that flashes is worse than none.
const PENDING_AFTER_MS = 200;

// A pointer that rests on a link is meant; rows that a wheel moves below it are not, and each of them would ask for its bill.
const PRELOAD_AFTER_MS = 150;

/** Every screen and its address. Code and data of a screen are asked for together, when a link to it is pointed at. */
export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultPreloadDelay: PRELOAD_AFTER_MS,
    // The query cache knows what is fresh; the router keeps nothing of its own.
    defaultPreloadStaleTime: 0,
    defaultPendingMs: PENDING_AFTER_MS,
    defaultErrorComponent: ScreenFailed,
    scrollRestoration: true,
  });
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter;
  }
}
