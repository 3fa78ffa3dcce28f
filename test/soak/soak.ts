/** A long check of the whole product, run by people and nights rather than with every change. */
export interface Soak {
  /** What `npm run soak -- <word>` selects by. */
  readonly name: string;
  readonly title: string;
  readonly run: (progress: (line: string) => void) => Promise<SoakResult>;
}

export interface SoakResult {
  /** What was done, in figures. */
  readonly figures: readonly (readonly [what: string, value: number | string])[];
  /** What went wrong; empty when all is well. */
  readonly findings: readonly string[];
}
