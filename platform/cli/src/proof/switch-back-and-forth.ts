import { deploy, type Environment, type Operation, OperationsError, rollback } from '@shared-payments/operations';
import type { Desk } from '../command-line/command.ts';

export interface Pace {
  readonly switches: number;
  /** From the beginning of one to the beginning of the next; undefined: one after the other. */
  readonly everyMs: number | undefined;
  /** Ends early when so much time is over. */
  readonly forMs: number;
  /** Ends after the switch under way once this is aborted. */
  readonly ending?: AbortSignal;
}

export interface Switched {
  readonly operations: readonly Operation[];
  /** Those that did not end on the release they were to end on, with the reason. */
  readonly stayed: readonly string[];
}

const EVERY_NTH_IS_ROLLBACK = 4;
const STAYED_IN_A_ROW_MAX = 3;
// Who asks for an end while nothing is switched need not wait longer.
const WAIT_MS = 500;

/** Deploys the other release and back again, every fourth time by a rollback; ends early when nothing succeeds any more. */
export async function switchBackAndForth(desk: Desk, other: string, pace: Pace): Promise<Switched> {
  const { clock } = desk.ports;
  const first = await currentRevision(desk);
  const [operations, stayed]: [Operation[], string[]] = [[], []];
  const beganAtMs = clock.nowMs();
  let isOnFirst = true;
  const isOver = () => clock.nowMs() - beganAtMs >= pace.forMs || pace.ending?.aborted === true;
  for (let index = 1, inRow = 0; index <= pace.switches && inRow < STAYED_IN_A_ROW_MAX; index += 1) {
    const dueAtMs = beganAtMs + (index - 1) * (pace.everyMs ?? 0);
    while (!isOver() && clock.nowMs() < dueAtMs) await clock.sleep(Math.min(WAIT_MS, dueAtMs - clock.nowMs()));
    if (isOver()) break;
    const attempt = await switchOnce(
      desk,
      isOnFirst ? other : first,
      `${index} of ${pace.switches}`,
      isNthRollback(index),
    );
    if (attempt.operation !== undefined) operations.push(attempt.operation);
    inRow = attempt.because === undefined ? 0 : inRow + 1;
    if (attempt.because === undefined) isOnFirst = !isOnFirst;
    else stayed.push(`switch ${index}: ${attempt.because}`);
  }
  return { operations, stayed };
}

interface Attempt {
  readonly operation?: Operation;
  readonly because?: string;
}

async function switchOnce(desk: Desk, revision: string, which: string, isRollback: boolean): Promise<Attempt> {
  const environment = plainSwitches(desk.session.environment);
  const session = { ...desk.session, environment, report: () => {}, during: 'proof' } as const;
  const reason = `proof, switch ${which}`;
  const name = isRollback ? 'rollback' : 'deployment';
  try {
    const { operation, outcome } = isRollback
      ? await rollback(session, { reason })
      : await deploy(session, { revision, reason, isRework: false });
    desk.say(`  ${outcome === 'succeeded' ? '✓' : '✗'} switches ${which}: ${name} ${outcome}`);
    return outcome === 'succeeded' ? { operation } : { operation, because: operation.failure?.message ?? outcome };
  } catch (error) {
    if (!(error instanceof OperationsError)) throw error;
    desk.say(`  ✗ switches ${which}: ${name} refused: ${error.message}`);
    return { because: `${error.message} [${error.code}]` };
  }
}

const isNthRollback = (index: number) => index % EVERY_NTH_IS_ROLLBACK === 0;

/** Without canary and baking: what is proven here is the switch, not the verdict. */
function plainSwitches(environment: Environment): Environment {
  return { ...environment, canary: [], bakeMs: 0 };
}

/** The revision that has the users; `nothing_to_do` when none has. */
export async function currentRevision({ ports }: Desk): Promise<string> {
  const { jobsRelease } = await ports.driver.inspect();
  if (jobsRelease !== undefined) return (await ports.releases.get(jobsRelease)).revision;
  throw new OperationsError({
    code: 'nothing_to_do',
    message: 'No release has users yet.',
    remedy: 'Deploy one first.',
  });
}
