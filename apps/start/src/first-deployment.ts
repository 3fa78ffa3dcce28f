import { deploy, type Environment, OperationsError, type OperationsPorts } from '@shared-payments/operations';

export interface Start {
  readonly ports: OperationsPorts;
  readonly environment: Environment;
  readonly actor: string;
  readonly revision: string;
}

const POLL_MS = 50;

/** Deploys what a start brings up. That it runs already is as good. Throws with what went wrong and what to do. */
export async function firstDeployment({ ports, environment, actor, revision }: Start): Promise<void> {
  const session = { ports, environment, actor, owner: `${actor}@start`, report: () => {} };
  try {
    const { outcome, operation } = await deploy(session, { revision, reason: 'npm start', isRework: false });
    if (outcome === 'succeeded') return;
    const { code = 'driver_unavailable', message, remedy } = operation.failure ?? {};
    throw new Error(`${message ?? `It ended ${outcome}.`} [${code}]\nTry: ${remedy ?? './ops doctor'}`);
  } catch (error) {
    if (!(error instanceof OperationsError)) throw error;
    if (error.code === 'already_deployed') return untilUsersAreServed(ports, environment.readyTimeoutMs);
    throw new Error(`${error.message} [${error.code}]\nTry: ${error.remedy}`, { cause: error });
  }
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
