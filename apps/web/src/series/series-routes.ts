import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { groupRoute } from '../groups/group-routes.ts';
import { seriesListQuery, seriesQuery } from './series-queries.ts';

const seriesListRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/recurring',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(seriesListQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./series-list-screen.tsx'), 'SeriesListScreen'),
});

const newSeriesRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/recurring/new',
  component: lazyRouteComponent(() => import('./new-series-screen.tsx'), 'NewSeriesScreen'),
});

const seriesRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/recurring/$seriesId',
  loader: ({ context: { queryClient }, params }) =>
    void queryClient.prefetchQuery(seriesQuery(params.groupId, params.seriesId)),
  component: lazyRouteComponent(() => import('./series-screen.tsx'), 'SeriesScreen'),
});

/** The date whose bill is changed; the change may reach the later ones, or all. */
const editSeriesRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/recurring/$seriesId/edit/$date',
  loader: ({ context: { queryClient }, params }) =>
    void queryClient.prefetchQuery(seriesQuery(params.groupId, params.seriesId)),
  component: lazyRouteComponent(() => import('./edit-series-screen.tsx'), 'EditSeriesScreen'),
});

export const seriesRoutes = [seriesListRoute, newSeriesRoute, seriesRoute, editSeriesRoute] as const;
