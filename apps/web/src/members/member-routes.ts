import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';

const memberRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/members/$memberId',
  component: lazyRouteComponent(() => import('./member-screen.tsx'), 'MemberScreen'),
});

export const memberRoutes = [memberRoute] as const;
