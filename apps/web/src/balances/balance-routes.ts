import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { explanationQuery } from './balance-queries.ts';

interface WhySearch {
  readonly currency?: string;
}

const whyRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/why/$memberId',
  validateSearch: ({ currency }: Record<string, unknown>): WhySearch =>
    typeof currency === 'string' ? { currency } : {},
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, params, deps }) =>
    void queryClient.prefetchInfiniteQuery(explanationQuery(params.groupId, params.memberId, deps.currency)),
  component: lazyRouteComponent(() => import('./why-screen.tsx'), 'WhyScreen'),
});

export const balanceRoutes = [whyRoute] as const;
