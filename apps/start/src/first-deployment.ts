import { deploy, type Environment, OperationsError, type OperationsPorts } from '@shared-payments/operations';

export interface Start {
  readonly ports: OperationsPorts;
  readonly environment: Environment;
  readonly actor: string;
  readonly revision: string;
}

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
    if (error.code === 'already_deployed') return;
    throw new Error(`${error.message} [${error.code}]\nTry: ${error.remedy}`, { cause: error });
  }
}
