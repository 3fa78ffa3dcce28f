import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { calendarFeedQuery, notificationPreferencesQuery } from './notification-queries.ts';

const notificationsRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/notifications',
  loader: ({ context: { queryClient }, params }) => {
    void queryClient.prefetchQuery(notificationPreferencesQuery(params.groupId));
    void queryClient.prefetchQuery(calendarFeedQuery(params.groupId));
  },
  component: lazyRouteComponent(() => import('./notifications-screen.tsx'), 'NotificationsScreen'),
});

export const notificationRoutes = [notificationsRoute] as const;
