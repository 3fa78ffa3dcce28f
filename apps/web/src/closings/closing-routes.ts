import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { closingQuery, closingsQuery, correctionsQuery } from './closing-queries.ts';

const closingsRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/closings',
  loader: ({ context: { queryClient }, params }) =>
    void queryClient.prefetchInfiniteQuery(closingsQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./closings-screen.tsx'), 'ClosingsScreen'),
});

const closingRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/closings/$month',
  loader: ({ context: { queryClient }, params }) => {
    void queryClient.prefetchQuery(closingQuery(params.groupId, params.month));
    void queryClient.prefetchQuery(correctionsQuery(params.groupId, params.month));
  },
  component: lazyRouteComponent(() => import('./closing-screen.tsx'), 'ClosingScreen'),
});

export const closingRoutes = [closingsRoute, closingRoute] as const;
