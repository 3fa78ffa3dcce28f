import { type Environment, environments } from '../environments.ts';
import type { OperationsPorts } from '../ports/operations-ports.ts';
import type { RunEvent } from '../run/context.ts';
import type { Session } from '../verbs/session.ts';

/** Staging's plan with short times: a tenth of the users for 5 s to 60 s, then 20 s of baking. */
export const drillEnvironment: Environment = {
  ...environments.staging,
  canary: [{ share: 0.1, minMs: 5_000, maxMs: 60_000 }],
  bakeMs: 20_000,
  contractAfterMs: 0,
  whenInconclusive: 'person',
};

/** An operator who works at a place and whose lines are kept in `said`. */
export function operatorAt(
  ports: OperationsPorts,
  environment: Environment = drillEnvironment,
  actor = 'ana',
): Session & { readonly said: RunEvent[] } {
  const said: RunEvent[] = [];
  return { ports, environment, actor, owner: `${actor}@desk`, said, report: (event) => said.push(event) };
}
