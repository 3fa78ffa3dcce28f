import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { paymentQuery, paymentRulesQuery, receiptQuery } from './payment-queries.ts';

interface PaySearch {
  /** Members' ids; left out: whoever looks, and nobody yet. */
  readonly from?: string;
  readonly to?: string;
  readonly amountMinor?: number;
  readonly currency?: string;
  /** The bill it is for. */
  readonly bill?: string;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);

const payRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/pay',
  validateSearch: (search: Record<string, unknown>): PaySearch => {
    const [from, to, currency, bill] = [search.from, search.to, search.currency, search.bill].map(text);
    const { amountMinor } = search;
    return {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(currency !== undefined && { currency }),
      ...(bill !== undefined && { bill }),
      ...(Number.isSafeInteger(amountMinor) && Number(amountMinor) > 0 && { amountMinor: Number(amountMinor) }),
    };
  },
  component: lazyRouteComponent(() => import('./pay-screen.tsx'), 'PayScreen'),
});

const paymentRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/payments/$paymentId',
  loader: ({ context: { queryClient }, params }) =>
    void queryClient.prefetchQuery(paymentQuery(params.groupId, params.paymentId)),
  component: lazyRouteComponent(() => import('./payment-screen.tsx'), 'PaymentScreen'),
});

const receiptRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/payments/$paymentId/receipt',
  loader: ({ context: { queryClient }, params }) =>
    void queryClient.prefetchQuery(receiptQuery(params.groupId, params.paymentId)),
  component: lazyRouteComponent(() => import('./receipt-screen.tsx'), 'ReceiptScreen'),
});

const paymentRulesRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/settings/payments',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(paymentRulesQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./rules/payment-rules-screen.tsx'), 'PaymentRulesScreen'),
});

export const paymentRoutes = [payRoute, paymentRoute, receiptRoute, paymentRulesRoute] as const;
