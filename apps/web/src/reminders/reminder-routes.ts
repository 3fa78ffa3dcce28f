import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { paymentRulesQuery } from '../payments/payment-queries.ts';
import { reminderRulesQuery } from './reminder-queries.ts';

const remindersRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/settings/reminders',
  loader: ({ context: { queryClient }, params }) => {
    void queryClient.prefetchQuery(reminderRulesQuery(params.groupId));
    void queryClient.prefetchQuery(paymentRulesQuery(params.groupId));
  },
  component: lazyRouteComponent(() => import('./reminders-screen.tsx'), 'RemindersScreen'),
});

export const reminderRoutes = [remindersRoute] as const;
