import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { metersQuery, readingsQuery } from './meter-queries.ts';

const meterListRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/meters',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(metersQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./meter-list-screen.tsx'), 'MeterListScreen'),
});

const newMeterRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/meters/new',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(metersQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./new-meter-screen.tsx'), 'NewMeterScreen'),
});

const meterRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/meters/$meterId',
  loader: ({ context: { queryClient }, params }) => {
    void queryClient.prefetchQuery(metersQuery(params.groupId));
    void queryClient.prefetchInfiniteQuery(readingsQuery(params.groupId, params.meterId));
  },
  component: lazyRouteComponent(() => import('./meter-screen.tsx'), 'MeterScreen'),
});

const tariffRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/meters/$meterId/tariff',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(metersQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./tariff/tariff-screen.tsx'), 'TariffScreen'),
});

const replaceMeterRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/meters/$meterId/replace',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(metersQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./replace-screen.tsx'), 'ReplaceScreen'),
});

const chargeRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/meters/$meterId/charge',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(metersQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./charge/charge-screen.tsx'), 'ChargeScreen'),
});

export const meterRoutes = [
  meterListRoute,
  newMeterRoute,
  meterRoute,
  tariffRoute,
  replaceMeterRoute,
  chargeRoute,
] as const;
