import { OperationsError } from '../errors.ts';
import type { Json } from '../ledger/record.ts';
import type { JournalStore } from '../ports/journal-store.ts';
import type { Decision, Direction, Journal, Operation, StepRecord } from './journal.ts';

const ATTEMPTS = 10;

/** Reads, changes and writes the journal; again when another command wrote in between. */
export async function updateJournal(store: JournalStore, change: (journal: Journal) => Journal): Promise<Journal> {
  for (let attempt = 1; ; attempt += 1) {
    const current = (await store.read()) ?? { revision: 0 };
    const next = { ...change(current), revision: current.revision + 1 };
    try {
      await store.write(next);
      return next;
    } catch (error) {
      const isBeaten = error instanceof OperationsError && error.code === 'journal_conflict';
      if (!isBeaten || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The same for the operation under way; throws `lock_lost` when it is no longer worked on under `token`. */
export async function updateOperation(
  store: JournalStore,
  token: number,
  change: (operation: Operation) => Operation,
): Promise<Operation> {
  const journal = await updateJournal(store, (current) => {
    if (current.operation === undefined || current.operation.token !== token) throw overtaken(token);
    return { ...current, operation: change(current.operation) };
  });
  if (journal.operation === undefined) throw overtaken(token);
  return journal.operation;
}

/** Asks the command that is at work to promote at once or to abort. */
export async function leaveDecision(store: JournalStore, decision: Decision): Promise<void> {
  await updateJournal(store, (journal) => ({ ...journal, decision }));
}

export function withStepBegun(operation: Operation, direction: Direction, index: number, atMs: number): Operation {
  const record: StepRecord = { direction, index, status: 'begun', beganAtMs: atMs };
  return { ...operation, steps: [...operation.steps, record] };
}

export function withStepEnded(
  operation: Operation,
  status: 'done' | 'failed',
  atMs: number,
  measured: Readonly<Record<string, Json>>,
): Operation {
  const last = operation.steps.at(-1);
  if (last === undefined) return operation;
  return { ...operation, steps: operation.steps.with(-1, { ...last, status, endedAtMs: atMs, measured }) };
}

/** Index of the first step of a direction that is not known to be done. */
export function nextStepIndex(operation: Operation, direction: Direction): number {
  const done = operation.steps.filter((record) => record.direction === direction && record.status === 'done');
  return done.reduce((next, record) => Math.max(next, record.index + 1), 0);
}

function overtaken(token: number): OperationsError {
  return new OperationsError({
    code: 'lock_lost',
    message: `Another command works on this operation now; token ${token} is no longer good.`,
    remedy: 'Look at `./ops status`.',
    data: { token },
  });
}
