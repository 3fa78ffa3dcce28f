import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';

interface StatementSearch {
  readonly member?: string;
  /** YYYY-MM */
  readonly month?: string;
}

const statementsRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/statements',
  validateSearch: ({ member, month }: Record<string, unknown>): StatementSearch => ({
    ...(typeof member === 'string' && { member }),
    ...(typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) && { month }),
  }),
  component: lazyRouteComponent(() => import('./statement-screen.tsx'), 'StatementScreen'),
});

export const statementRoutes = [statementsRoute] as const;
