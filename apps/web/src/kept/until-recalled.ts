import type { QueryClient } from '@tanstack/react-query';

const WAIT_MS_MAX = 200;
const LOOK_EVERY_MS = 8;

/** Where somebody was before, the first screen is drawn once with what was kept, and not twice with an empty place before it. */
export async function untilRecalled(queryClient: QueryClient): Promise<void> {
  if (!navigator.serviceWorker?.controller) return;
  const isEmpty = () => queryClient.isFetching({ predicate: ({ state }) => state.data === undefined }) > 0;
  for (let waitedMs = 0; waitedMs < WAIT_MS_MAX && isEmpty(); waitedMs += LOOK_EVERY_MS)
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
}
