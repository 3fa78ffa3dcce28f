import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { type BillFilter, billQuery, billsQuery } from './bill-queries.ts';

const TEXT_FILTERS = ['search', 'memberId', 'category', 'from', 'through'] as const;
const STATES = ['draft', 'approved', 'reversed'] as const;

function billFilter(search: Record<string, unknown>): BillFilter {
  const texts = TEXT_FILTERS.map((name) => [name, search[name]] as const).filter(
    ([, value]) => (typeof value === 'string' || typeof value === 'number') && value !== '',
  );
  const state = STATES.find((one) => one === search.state);
  return { ...Object.fromEntries(texts.map(([name, value]) => [name, String(value)])), ...(state && { state }) };
}

const billListRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/bills',
  validateSearch: billFilter,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, params, deps }) =>
    void queryClient.prefetchInfiniteQuery(billsQuery(params.groupId, deps)),
  component: lazyRouteComponent(() => import('./bill-list-screen.tsx'), 'BillListScreen'),
});

const newBillRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/bills/new',
  component: lazyRouteComponent(() => import('./new-bill-screen.tsx'), 'NewBillScreen'),
});

const billDetailRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/bills/$billId',
  loader: ({ context: { queryClient }, params }) =>
    void queryClient.prefetchQuery(billQuery(params.groupId, params.billId)),
  component: lazyRouteComponent(() => import('./bill-screen.tsx'), 'BillScreen'),
});

const editBillRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/bills/$billId/edit',
  loader: ({ context: { queryClient }, params }) =>
    void queryClient.prefetchQuery(billQuery(params.groupId, params.billId)),
  component: lazyRouteComponent(() => import('./edit-bill-screen.tsx'), 'EditBillScreen'),
});

export const billRoutes = [billListRoute, newBillRoute, billDetailRoute, editBillRoute] as const;
