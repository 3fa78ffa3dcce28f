import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { AppFrame } from './app-frame.tsx';
import { ScreenFailed } from './screen-failed.tsx';
import { ScreenMissing } from './screen-missing.tsx';

export interface RouteContext {
  readonly queryClient: QueryClient;
}

export const rootRoute = createRootRouteWithContext<RouteContext>()({
  component: AppFrame,
  errorComponent: ScreenFailed,
  notFoundComponent: ScreenMissing,
});
