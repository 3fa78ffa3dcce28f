import { OperationsError, recordOnce } from '@shared-payments/operations';
import type { Command } from '../command-line/command.ts';
import { REASON, reasonIn } from '../command-line/outcome.ts';

export const upgradeCommand: Command = {
  name: 'upgrade',
  summary: 'Puts the edge of this version to work in the place of the one that runs; no connection is lost',
  startsNothing: true,
  arguments: [],
  options: { reason: REASON },
  details: [
    'After a new version of this repository was checked out. Workers serve on, new callers wait a moment in the backlog.',
    'The door, which only holds the port and the processes, stays until the service is restarted: docs/decisions/0006-door.md.',
  ],
  examples: ['upgrade -r "edge of 1.5.0"'],
  run: async ({ ports, session, upgradeEdge }, invocation) => {
    if (upgradeEdge === undefined) throw noEdge(ports.driver.name);
    const startedAtMs = ports.clock.nowMs();
    const { before, after } = await upgradeEdge();
    const data = { before, after };
    const what = { kind: 'upgrade', environment: session.environment.name, outcome: 'succeeded', data } as const;
    const who = { operationId: ports.newId(), actor: session.actor, reason: reasonIn(invocation) };
    const times = { startedAtMs, endedAtMs: ports.clock.nowMs() };
    await recordOnce(ports, { ...what, ...who, ...times }, (await ports.ledger.last())?.seq ?? 0);
    const lines = [`process ${after} serves in the place of ${before}`];
    return { lines, json: data, closing: 'The edge was replaced', exitCode: 0 };
  },
};

function noEdge(driver: string): OperationsError {
  return new OperationsError({
    code: 'nothing_to_do',
    message: `There is no edge of ours on ${driver}.`,
    remedy: 'Run it where a machine serves: without OPS_DRIVER.',
  });
}
