import type { QueryClient } from '@tanstack/react-query';

const WAIT_MS_MAX = 200;
const LOOK_EVERY_MS = 8;

/** What was kept, or asked for early, is here in a moment: the first screen is drawn once with it, and not twice with an empty place before. */
export async function untilAnswered(queryClient: QueryClient): Promise<void> {
  const isEmpty = () => queryClient.isFetching({ predicate: ({ state }) => state.data === undefined }) > 0;
  for (let waitedMs = 0; waitedMs < WAIT_MS_MAX && isEmpty(); waitedMs += LOOK_EVERY_MS)
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
}
