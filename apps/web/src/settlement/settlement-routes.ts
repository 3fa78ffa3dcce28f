import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { paymentsQuery, type SettlementMode, settlementQuery } from './settlement-queries.ts';

export const MODES = ['fewest', 'keep-creditors', 'through-primary'] as const satisfies readonly SettlementMode[];

interface SettleSearch {
  readonly mode?: (typeof MODES)[number];
  readonly currency?: string;
}

const settleRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/settle',
  validateSearch: ({ mode, currency }: Record<string, unknown>): SettleSearch => {
    const known = MODES.find((one) => one === mode);
    return { ...(known && { mode: known }), ...(typeof currency === 'string' && { currency }) };
  },
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, params, deps }) => {
    void queryClient.prefetchQuery(settlementQuery(params.groupId, deps.mode ?? 'fewest', deps.currency));
    void queryClient.prefetchInfiniteQuery(paymentsQuery(params.groupId));
  },
  component: lazyRouteComponent(() => import('./settle-screen.tsx'), 'SettleScreen'),
});

export const settlementRoutes = [settleRoute] as const;
