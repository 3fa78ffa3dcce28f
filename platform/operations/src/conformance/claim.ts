import { OperationsError, type OperationsErrorCode } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';

/** One thing every implementation of a port must do; `title` is a sentence about behaviour. */
export interface ContractCase<Rig> {
  readonly title: string;
  readonly run: (rig: Rig) => Promise<void>;
}

const POLL_MS = 50;

/** Fails the case with what was expected. */
export function claim(isSo: boolean, expected: string): void {
  if (!isSo) throw new Error(`expected ${expected}`);
}

export function claimEqual(actual: unknown, wanted: unknown, what: string): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(wanted)];
  if (one !== other) throw new Error(`expected ${what} to be ${other}, but it is ${one}`);
}

export async function claimRefused(work: Promise<unknown>, code: OperationsErrorCode): Promise<void> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) throw new Error(`expected a refusal with ${code}, but it was done`);
  if (!(error instanceof OperationsError)) throw error;
  claimEqual(error.code, code, 'the code');
  claim(error.message.length > 0 && error.remedy.length > 0, 'a message and a remedy');
}

/** Polls until `isSo`, at most `timeoutMs`. */
export async function claimBecomes(
  clock: Clock,
  timeoutMs: number,
  expected: string,
  isSo: () => Promise<boolean>,
): Promise<void> {
  const untilMs = clock.nowMs() + timeoutMs;
  while (!(await isSo())) {
    claim(clock.nowMs() < untilMs, `${expected} within ${timeoutMs} ms`);
    await clock.sleep(POLL_MS);
  }
}
