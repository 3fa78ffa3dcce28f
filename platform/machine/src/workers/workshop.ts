import type { ToDoor } from '../edge/door/messages.ts';
import type { Prober } from './prober.ts';

/** What a colour and the jobs work with, and whom they tell. */
export interface Workshop {
  readonly prober: Prober;
  readonly readyTimeoutMs: number;
  readonly drainMs: number;
  nowMs(): number;
  door(message: ToDoor): void;
  say(source: string, line: string): void;
  /** Connections that wait for a worker look for one again: one became ready, or users go elsewhere. */
  retryWaiting(): void;
  /** What the next edge must know has changed. */
  placementChanged(): void;
}
