import type { RunEvent } from '@shared-payments/operations';
import type { Interruption } from './interruption.ts';

/** How lines leave the process. */
export interface Output {
  readonly print: (line: string) => void;
  readonly say: (line: string) => void;
  readonly report: (event: RunEvent) => void;
  /** Left out where nobody presses Ctrl-C. */
  readonly interruption?: Interruption;
}
