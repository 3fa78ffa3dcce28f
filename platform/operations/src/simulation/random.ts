/** A seeded source of numbers in [0, 1), so that a simulated run can be replayed. */
export type Random = () => number;

/** mulberry32 (public domain, T. Ettinger): 32 bits of state, good enough to draw traffic. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Requests in an interval whose expected number is `expected`, arriving at random (Knuth's method, in parts of at most 30). */
export function poisson(random: Random, expected: number): number {
  let rest = expected;
  let count = 0;
  while (rest > 0) {
    const part = Math.min(rest, 30);
    const limit = Math.exp(-part);
    for (let product = random(); product > limit; product *= random()) count += 1;
    rest -= part;
  }
  return count;
}
