import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { groupsQuery, invitationQuery, overviewQuery } from './group-queries.ts';

const groupsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/groups',
  loader: ({ context: { queryClient } }) => void queryClient.prefetchInfiniteQuery(groupsQuery),
  component: lazyRouteComponent(() => import('./groups-screen.tsx'), 'GroupsScreen'),
});

const newGroupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/groups/new',
  component: lazyRouteComponent(() => import('./new-group-screen.tsx'), 'NewGroupScreen'),
});

const joinRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/join/$token',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(invitationQuery(params.token)),
  component: lazyRouteComponent(() => import('./join-screen.tsx'), 'JoinScreen'),
});

/** The frame of a group: its screens are below it, each in the folder of its capability. */
export const groupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/groups/$groupId',
  loader: ({ context: { queryClient }, params }) => void queryClient.prefetchQuery(overviewQuery(params.groupId)),
  component: lazyRouteComponent(() => import('./group-frame.tsx'), 'GroupFrame'),
});

export const overviewRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./overview-screen.tsx'), 'OverviewScreen'),
});

const invitePeopleRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/invite',
  component: lazyRouteComponent(() => import('./invite-screen.tsx'), 'InviteScreen'),
});

const menuRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/menu',
  component: lazyRouteComponent(() => import('./menu-screen.tsx'), 'MenuScreen'),
});

const settingsRoute = createRoute({
  getParentRoute: () => groupRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-screen.tsx'), 'SettingsScreen'),
});

export const groupRoutes = [groupsRoute, newGroupRoute, joinRoute] as const;
export const insideGroupRoutes = [overviewRoute, invitePeopleRoute, menuRoute, settingsRoute] as const;
