import {
  deploy,
  type Environment,
  type OperationResult,
  OperationsError,
  type OperationsPorts,
} from '@shared-payments/operations';

export interface Start {
  readonly ports: OperationsPorts;
  readonly environment: Environment;
  readonly actor: string;
  readonly revision: string;
  readonly say: (sentence: string) => void;
}

const POLL_MS = 50;
/** How often a start begins anew because the files changed under it. */
const ATTEMPTS = 3;

/** Deploys what a start brings up. That it runs already is as good. Throws with what went wrong and what to do. */
export async function firstDeployment(start: Start): Promise<void> {
  const { ports, environment, actor, revision, say } = start;
  const session = { ports, environment, actor, owner: `${actor}@start`, report: () => {} };
  try {
    for (let attempt = 1; ; attempt += 1) {
      const result = await deploy(session, { revision, reason: 'npm start', isRework: false });
      if (result.outcome === 'succeeded') return;
      if (!(await hasChanged(ports, result))) throw new Error(failureOf(result));
      if (attempt === ATTEMPTS) throw new Error(changedUnderIt(result));
      say('The files changed while they were started; begins anew with what lies there now.');
    }
  } catch (error) {
    if (!(error instanceof OperationsError)) throw error;
    if (error.code === 'already_deployed') return untilUsersAreServed(ports, environment.readyTimeoutMs);
    throw new Error(`${error.message} [${error.code}]\nTry: ${error.remedy}`, { cause: error });
  }
}

/** Files that run as they lie may be edited meanwhile: what came up is then a mix of before and after, and whatever failed says little. */
function hasChanged({ releases }: OperationsPorts, { operation }: OperationResult): Promise<boolean> {
  return releases.isIntact(operation.plan.to ?? '').then(
    (isIntact) => !isIntact,
    () => false,
  );
}

function failureOf({ outcome, operation }: OperationResult): string {
  const { code = 'driver_unavailable', message, remedy } = operation.failure ?? {};
  return `${message ?? `It ended ${outcome}.`} [${code}]\nTry: ${remedy ?? './ops doctor'}`;
}

function changedUnderIt({ operation }: OperationResult): string {
  const { code = 'driver_unavailable', message = '' } = operation.failure ?? {};
  return (
    `The files of this work tree changed while they were being started, ${ATTEMPTS} times: what came up was a mix of before ` +
    `and after. The last attempt ended with: ${message} [${code}]\nTry: start again when nothing edits them (a build, a checkout, an editor), or run a commit: \`./ops deploy HEAD\`.`
  );
}

/** A machine that was restarted brings up by itself what had the users; it is not said to be ready before it is. */
async function untilUsersAreServed({ driver, clock }: OperationsPorts, timeoutMs: number): Promise<void> {
  const untilMs = clock.nowMs() + timeoutMs;
  while (clock.nowMs() < untilMs) {
    const { split, blue, green } = await driver.inspect();
    const active = split.blue >= split.green ? blue : green;
    if (active?.phase === 'ready') return;
    if (active?.failure !== undefined)
      throw new Error(`${active.failure.detail} [${active.failure.cause}]\nTry: ./ops logs`);
    await clock.sleep(POLL_MS);
  }
  throw new Error(`It was not ready within ${timeoutMs / 1_000} s. [not_ready_in_time]\nTry: ./ops logs`);
}
