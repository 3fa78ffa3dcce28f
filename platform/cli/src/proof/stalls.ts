/** A moment in which somebody waited long. */
export interface Stall {
  /** When the one who waited longest asked, in milliseconds since 1970. */
  readonly beganAtMs: number;
  readonly tookMs: number;
  /** Of that, without the time in which the users' own process stood still. */
  readonly servedMs: number;
}

export interface StallBoard {
  /** Below this nobody needs to look closely. */
  leastMs(): number;
  add(stall: Stall): void;
  /** Longest first. */
  list(): readonly Stall[];
}

const KEPT = 8;
// Requests that waited for the same thing are one stall.
const SAME_WITHIN_MS = 500;

/** Keeps the longest stalls, one for each moment. */
export function stallBoard(): StallBoard {
  let kept: readonly Stall[] = [];
  return {
    leastMs: () => (kept.length < KEPT ? 0 : (kept.at(-1)?.servedMs ?? 0)),
    add(stall) {
      const isSame = (one: Stall) => Math.abs(one.beganAtMs - stall.beganAtMs) < SAME_WITHIN_MS;
      const longest = [stall, ...kept.filter(isSame)].reduce((most, one) =>
        one.servedMs > most.servedMs ? one : most,
      );
      kept = [longest, ...kept.filter((one) => !isSame(one))]
        .toSorted((one, other) => other.servedMs - one.servedMs)
        .slice(0, KEPT);
    },
    list: () => kept,
  };
}
