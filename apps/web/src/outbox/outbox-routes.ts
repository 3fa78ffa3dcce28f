import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';

const outboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./outbox-screen.tsx'), 'OutboxScreen'),
});

export const outboxRoutes = [outboxRoute] as const;
