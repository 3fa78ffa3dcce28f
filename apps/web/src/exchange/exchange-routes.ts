import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { groupRoute } from '../groups/group-routes.ts';

const exchangeRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/exchange',
  component: lazyRouteComponent(() => import('./exchange-screen.tsx'), 'ExchangeScreen'),
});

const restoreRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/restore',
  component: lazyRouteComponent(() => import('./restore-screen.tsx'), 'RestoreScreen'),
});

export const insideExchangeRoutes = [exchangeRoute] as const;
export const exchangeRoutes = [restoreRoute] as const;
