import type { Chance } from './seeded-chance.ts';

/** A process that died: whoever waits for it never hears the outcome. */
export class Crash extends Error {}

interface Waiting {
  readonly go: () => void;
  readonly die: () => void;
}

/**
 * Every call that leaves a process waits here, before and after its effect, until it is let through: the order of all that runs at
 * once is chosen by the seed, and any of it may die at any of these points.
 */
export interface Turnstile {
  /** Waits to be let through. Errors: `Crash`. */
  pass(): Promise<void>;
  /** `methods` of `target`, each behind the turnstile. */
  guard<T extends object>(target: T, methods: readonly (keyof T & string)[]): T;
  /** Lets one waiting call go on, or lets its process die. False when nobody waits. */
  turn(crashProbability: number): Promise<boolean>;
}

export function createTurnstile(chance: Chance): Turnstile {
  const waiting: Waiting[] = [];
  const pass = () =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ go: resolve, die: () => reject(new Crash()) });
    });
  return {
    pass,
    guard(target, methods) {
      const guarded = { ...target };
      for (const method of methods) {
        const inner = target[method] as (...parts: unknown[]) => unknown;
        const outer = async (...parts: unknown[]) => {
          await pass();
          const answer = await inner(...parts);
          await pass();
          return answer;
        };
        Object.assign(guarded, { [method]: outer });
      }
      return guarded;
    },
    async turn(crashProbability) {
      const [next] = waiting.splice(chance.below(waiting.length), 1);
      if (!next) return false;
      if (chance.is(crashProbability)) next.die();
      else next.go();
      // All that follows without another call that leaves the process has happened by then.
      await new Promise(setImmediate);
      return true;
    },
  };
}
