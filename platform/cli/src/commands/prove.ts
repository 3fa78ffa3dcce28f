import {
  deploy,
  type Environment,
  type OperationResult,
  OperationsError,
  recordOnce,
  rollback,
} from '@shared-payments/operations';
import type { Command, Desk } from '../command-line/command.ts';
import { textIn, wholeNumber } from '../command-line/outcome.ts';
import { figureLines, figuresJson, switchFigures } from '../proof/figures.ts';
import { startLoadThread } from '../proof/load-thread.ts';

const EVERY_NTH_IS_ROLLBACK = 4;
const MOST_SWITCHES = 10_000;
const SETTLE_MS = 2_000;
const HELD_CONNECTIONS = 100;

export const proveCommand: Command = {
  name: 'prove',
  summary: 'Drives load through switches and rollbacks, and writes what it measured into the ledger',
  arguments: [{ name: 'revision', what: 'what to switch to and back from; HEAD~1 when left out', isRequired: false }],
  options: {
    switches: { type: 'string', value: 'number', default: '20', what: 'how many, every fourth a rollback' },
    rate: { type: 'string', value: 'number', default: '400', what: 'requests a second, open loop, no retries' },
  },
  details: [
    'Switches the environment’s real users too: meant for local and staging.',
    '80 % reads, 10 % posts, 10 % requests of 800 ms over kept-alive connections, beside 100 idle ones. Exit code 1 when one request failed.',
  ],
  examples: ['prove', 'prove HEAD~3 --switches 100'],
  run: async (desk, invocation) => {
    const switches = wholeNumber(textIn(invocation, 'switches') ?? '', 'switches', 1, MOST_SWITCHES);
    const requestsPerSecond = wholeNumber(textIn(invocation, 'rate') ?? '', 'rate', 1, 10_000);
    const startedAtMs = desk.ports.clock.nowMs();
    const load = startLoadThread({ url: urlOf(desk), requestsPerSecond, heldConnections: HELD_CONNECTIONS });
    const results = await switchBackAndForth(desk, invocation.arguments.revision ?? 'HEAD~1', switches);
    await desk.ports.clock.sleep(SETTLE_MS);
    const [figures, switched] = [await load.stop(), switchFigures(results.map((one) => one.operation))];
    const stayed = results.filter((one) => one.outcome !== 'succeeded').length;
    const isProven = figures.failed === 0 && stayed === 0;
    const json = figuresJson(figures, switched);
    await recordProof(desk, startedAtMs, isProven, json);
    const closing = isProven
      ? 'No request failed'
      : `${figures.failed} requests failed, ${stayed} switches did not succeed`;
    return { lines: figureLines(figures, switched), json, closing, exitCode: isProven ? 0 : 1 };
  },
};

/** Without canary and baking: what is proven here is the switch, not the verdict. */
function plainSwitches(environment: Environment): Environment {
  return { ...environment, canary: [], bakeMs: 0 };
}

async function switchBackAndForth(desk: Desk, other: string, switches: number): Promise<readonly OperationResult[]> {
  const session = { ...desk.session, environment: plainSwitches(desk.session.environment), report: () => {} };
  const first = await currentRevision(desk);
  const results: OperationResult[] = [];
  let isOnFirst = true;
  for (let index = 1; index <= switches; index += 1) {
    const isRollback = index % EVERY_NTH_IS_ROLLBACK === 0;
    const revision = isOnFirst ? other : first;
    const reason = `proof, switch ${index} of ${switches}`;
    const result = isRollback
      ? await rollback(session, { reason })
      : await deploy(session, { revision, reason, isRework: false });
    results.push(result);
    desk.say(`  ✓ switches ${index} of ${switches}: ${isRollback ? 'rollback' : 'deployment'} ${result.outcome}`);
    isOnFirst = !isOnFirst;
  }
  return results;
}

async function currentRevision({ ports }: Desk): Promise<string> {
  const { jobsRelease } = await ports.driver.inspect();
  if (jobsRelease !== undefined) return (await ports.releases.get(jobsRelease)).revision;
  throw new OperationsError({
    code: 'nothing_to_do',
    message: 'No release has users yet.',
    remedy: 'Deploy one first.',
  });
}

async function recordProof(
  { ports, session }: Desk,
  startedAtMs: number,
  isProven: boolean,
  data: Parameters<typeof recordOnce>[1]['data'],
): Promise<void> {
  const times = { startedAtMs, endedAtMs: ports.clock.nowMs() };
  const who = { actor: session.actor, reason: 'load through switches', operationId: ports.newId() };
  const entry = {
    kind: 'proof',
    environment: session.environment.name,
    outcome: isProven ? 'succeeded' : 'failed',
    data,
  } as const;
  await recordOnce(ports, { ...entry, ...who, ...times }, (await ports.ledger.last())?.seq ?? 0);
}

function urlOf({ url, ports }: Desk): string {
  if (url !== undefined) return url;
  throw new OperationsError({
    code: 'driver_unavailable',
    message: `Nothing listens on ${ports.driver.name}, so there is nothing to drive load at.`,
    remedy: 'Run it where a real edge serves: without OPS_DRIVER=simulated.',
  });
}
