import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { deliveriesQuery, webhooksQuery } from './webhook-queries.ts';

const webhooksRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/settings/webhooks',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(webhooksQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./webhooks-screen.tsx'), 'WebhooksScreen'),
});

const webhookRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/settings/webhooks/$webhookId',
  loader: ({ context: { queryClient }, params }) => {
    void queryClient.prefetchQuery(webhooksQuery(params.groupId));
    void queryClient.prefetchQuery(deliveriesQuery(params.groupId, params.webhookId));
  },
  component: lazyRouteComponent(() => import('./webhook-screen.tsx'), 'WebhookScreen'),
});

export const webhookRoutes = [webhooksRoute, webhookRoute] as const;
