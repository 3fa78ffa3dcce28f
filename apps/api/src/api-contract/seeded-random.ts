/** Repeatable randomness for requests: the same seed makes the same requests. */
export interface Random {
  /** From `minimum` to `maximum`, both included. */
  integer(minimum: number, maximum: number): number;
  pick<T>(choices: readonly T[]): T;
  isChance(probability: number): boolean;
}

const UINT32 = 2 ** 32;

/** mulberry32: 32 bits of state are plenty to tell requests apart. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32;
  };
  const integer = (minimum: number, maximum: number) => minimum + Math.floor(next() * (maximum - minimum + 1));
  return {
    integer,
    pick<T>(choices: readonly T[]): T {
      if (choices.length === 0) throw new Error('There is nothing to pick from.');
      return choices[integer(0, choices.length - 1)] as T;
    },
    isChance: (probability) => next() < probability,
  };
}
