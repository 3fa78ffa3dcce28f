/** A rule of the code that keeps money right, and what the code is without it. */
export interface Guard {
  /** What the guard keeps from happening: a test's words and the soak's line. */
  readonly name: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly guarded: string;
  readonly unguarded: string;
  /** Who has to find that it is gone. */
  readonly foundBy: Finder;
}

/** The simulation of payments by its seeds, or the tests of a file whose title holds a text. */
export type Finder =
  | { readonly simulation: true; readonly seedsMax: number }
  | { readonly testFile: string; readonly title: string };

export const SIMULATION_FILE = 'apps/jobs/src/payment-simulation.test.ts';
