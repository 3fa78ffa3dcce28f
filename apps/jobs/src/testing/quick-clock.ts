/** How much quicker than the wall the clocks of these tests run: a lease of a minute ends in two seconds. */
export const QUICKER = 30;

/** Shows `beginsAt` at `startedAt` (both epoch milliseconds), the same in every process. */
export function quickClock(startedAt: number, beginsAt: number): () => number {
  return () => beginsAt + (Date.now() - startedAt) * QUICKER;
}
