import { OperationsError } from '../errors.ts';
import type { Json, Trial } from '../ledger/record.ts';
import type { HeldLock } from '../lock/hold-lock.ts';
import type { ReleaseNames } from '../plan/describe-step.ts';
import type { OperationsPorts } from '../ports/operations-ports.ts';
import type { VerdictSettings } from '../verdict/settings.ts';
import type { Decision, Direction } from './journal.ts';

export type Measured = Readonly<Record<string, Json>>;

/** What a run says while it runs. */
export type RunEvent =
  | { readonly type: 'step-began'; readonly direction: Direction; readonly sentence: string }
  | { readonly type: 'step-done'; readonly sentence: string; readonly tookMs: number; readonly measured: Measured }
  | { readonly type: 'step-failed'; readonly sentence: string; readonly tookMs: number; readonly because: string }
  | { readonly type: 'note'; readonly sentence: string };

export interface RunContext {
  readonly ports: OperationsPorts;
  readonly held: HeldLock;
  readonly names: ReleaseNames;
  readonly verdict: VerdictSettings;
  readonly report: (event: RunEvent) => void;
  readonly during?: Trial;
}

/** Sleeps, then makes sure the lock is still ours and gives what another operator decided meanwhile; throws `aborted`. */
export async function pauseAndHear(context: RunContext, durationMs: number): Promise<Decision | undefined> {
  await context.ports.clock.sleep(durationMs);
  context.held.check();
  const decision = (await context.ports.journal.read())?.decision;
  if (decision?.kind !== 'abort') return decision;
  throw new OperationsError({
    code: 'aborted',
    message: `${decision.actor} aborts: ${decision.reason}.`,
    remedy: 'Ask them, then deploy again if it is still wanted.',
    data: { actor: decision.actor, reason: decision.reason },
  });
}
