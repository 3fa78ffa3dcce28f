import type { Json } from '../ledger/record.ts';
import type { Plan } from '../plan/step.ts';

export type Direction = 'forward' | 'back';

/** One attempt at a step; written before it begins and again when it ended. */
export interface StepRecord {
  readonly direction: Direction;
  /** Index into the plan's `steps` or, when going back, `revertSteps`. */
  readonly index: number;
  readonly status: 'begun' | 'done' | 'failed';
  readonly beganAtMs: number;
  readonly endedAtMs?: number;
  readonly measured?: Readonly<Record<string, Json>>;
}

export interface OperationFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** Index of the step that failed on the way forward. */
  readonly stepIndex: number;
}

/** An operation under way, with everything needed to finish or revert it after its command died. */
export interface Operation {
  readonly id: string;
  readonly plan: Plan;
  readonly actor: string;
  readonly reason: string;
  readonly startedAtMs: number;
  readonly direction: Direction;
  readonly steps: readonly StepRecord[];
  readonly failure?: OperationFailure;
  /** Set while it waits for a person; nothing runs then. */
  readonly isPaused: boolean;
  /** Token of the lock under which it is worked on: a command that was overtaken finds another one here. */
  readonly token: number;
  /** Number of ledger records when it began: its own record can only come after. */
  readonly ledgerSeq: number;
  /** Facts for the ledger that the plan does not hold: version, revision, time of the commit. */
  readonly facts: Readonly<Record<string, Json>>;
}

/** What a second operator asked of the command that holds the lock. */
export interface Decision {
  readonly kind: 'promote' | 'abort';
  readonly actor: string;
  readonly reason: string;
  readonly atMs: number;
}

/** Written whole at every change; `revision` makes it compare-and-set. */
export interface Journal {
  readonly revision: number;
  readonly operation?: Operation;
  readonly decision?: Decision;
}
