import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.ts';
import { preferences } from '../preferences/preferences.ts';
import { accountQuery } from './session-queries.ts';

/** Where to go once signed in; only ever a path of this app. */
interface SignInSearch {
  readonly to?: string;
}

function signInSearch(search: Record<string, unknown>): SignInSearch {
  const { to } = search;
  return typeof to === 'string' && /^\/(?!\/)/.test(to) ? { to } : {};
}

const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  // The installed app starts with `?start=last`: where its reader was, and not at the list.
  validateSearch: ({ start }: Record<string, unknown>): { readonly start?: 'last' } =>
    start === 'last' ? { start } : {},
  beforeLoad: async ({ context: { queryClient }, search }) => {
    if (!(await queryClient.ensureQueryData(accountQuery))) return;
    const { lastGroupId } = preferences();
    if (search.start !== 'last' || lastGroupId === undefined) throw redirect({ to: '/groups', replace: true });
    throw redirect({ to: '/groups/$groupId', params: { groupId: lastGroupId }, replace: true });
  },
  component: lazyRouteComponent(() => import('./welcome-screen.tsx'), 'WelcomeScreen'),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./sign-in-screen.tsx'), 'SignInScreen'),
});

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/register',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./register-screen.tsx'), 'RegisterScreen'),
});

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./forgot-password-screen.tsx'), 'ForgotPasswordScreen'),
});

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset-password',
  validateSearch: (search: Record<string, unknown>) => ({ token: String(search.token ?? '') }),
  component: lazyRouteComponent(() => import('./reset-password-screen.tsx'), 'ResetPasswordScreen'),
});

export const sessionRoutes = [
  welcomeRoute,
  signInRoute,
  registerRoute,
  forgotPasswordRoute,
  resetPasswordRoute,
] as const;
