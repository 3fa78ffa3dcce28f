import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { activityQuery } from './activity-queries.ts';

const activityRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/activity',
  loader: ({ context: { queryClient }, params }) =>
    void queryClient.prefetchInfiniteQuery(activityQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./activity-screen.tsx'), 'ActivityScreen'),
});

export const activityRoutes = [activityRoute] as const;
