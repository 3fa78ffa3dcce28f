import { deploy, environments, type Json, type OperationResult, rollback } from '@shared-payments/operations';
import type { Command, CommandResult, Desk } from '../command-line/command.ts';
import { operationOutcome, textIn, wholeNumber } from '../command-line/outcome.ts';
import { unknownEnvironment } from '../command-line/unknown-environment.ts';
import { figureLines, switchFigures } from '../proof/figures.ts';
import type { LoadFigures } from '../proof/load.ts';
import { startLoadProcess } from '../proof/load-process.ts';
import { recordMeasurement } from '../proof/record-measurement.ts';

export const rehearseCommand: Command = {
  name: 'rehearse',
  summary: 'Runs the whole plan of an environment in a place that is thrown away: deploys, and rolls back',
  startsNothing: true,
  arguments: [
    { name: 'environment', what: Object.keys(environments).join(', '), isRequired: true },
    { name: 'revision', what: 'what to deploy; HEAD when left out', isRequired: false },
  ],
  options: {
    base: { type: 'string', value: 'revision', default: 'HEAD~1', what: 'what has the users before' },
    rate: { type: 'string', value: 'number', default: '100', what: 'requests a second of simulated users' },
    bake: { type: 'string', value: 'seconds', what: 'bake this long instead of the environment’s time' },
  },
  details: ['The environment itself is not touched. The result is a drill in the ledger of the one you work in.'],
  examples: ['rehearse production', 'rehearse staging v1.4.0 --base v1.3.2 --bake 30'],
  run: async (desk, invocation) => {
    const name = invocation.arguments.environment ?? '';
    if (!Object.hasOwn(environments, name)) throw unknownEnvironment(name);
    const startedAtMs = desk.ports.clock.nowMs();
    const { desk: stage, shutDown } = await desk.openRehearsal(name);
    try {
      const wanted = {
        from: textIn(invocation, 'base') ?? 'HEAD~1',
        to: invocation.arguments.revision ?? 'HEAD',
        rate: wholeNumber(textIn(invocation, 'rate') ?? '', 'rate', 1, 10_000),
        bake: textIn(invocation, 'bake'),
      };
      const result = await rehearse(stage, wanted);
      const data = { plan: name, result: result.json };
      const isSound = result.exitCode === 0;
      await recordMeasurement(desk, 'drill', { startedAtMs, isSound, reason: `rehearsal of ${name}`, data });
      return result;
    } finally {
      await shutDown();
    }
  },
};

interface Wanted {
  readonly from: string;
  readonly to: string;
  readonly rate: number;
  readonly bake: string | undefined;
}

async function rehearse(stage: Desk, { from, to, rate, bake }: Wanted): Promise<CommandResult> {
  const { environment } = stage.session;
  const bakeMs = bake === undefined ? environment.bakeMs : 1_000 * wholeNumber(bake, 'bake', 0, 86_400);
  const session = { ...stage.session, environment: { ...environment, bakeMs }, during: 'drill' } as const;
  const reason = `rehearsal of ${environment.name}`;
  // A revision that there is not is refused before anything runs, and nothing is built under load.
  for (const revision of [from, to]) await session.ports.releases.build({ revision });
  const before = await deploy(session, { revision: from, reason, isRework: false });
  if (before.outcome !== 'succeeded') return operationOutcome(before);
  const load =
    stage.url === undefined ? undefined : await startLoadProcess({ url: stage.url, requestsPerSecond: rate });
  const results: OperationResult[] = [];
  let figures: LoadFigures | undefined;
  try {
    results.push(await deploy(session, { revision: to, reason, isRework: false }));
    if (results[0]?.outcome === 'succeeded') results.push(await rollback(session, { reason }));
  } finally {
    figures = await load?.stop();
  }
  return summary(results, figures);
}

function summary(results: readonly OperationResult[], load: LoadFigures | undefined): CommandResult {
  const last = results.at(-1);
  const ended = last === undefined ? undefined : operationOutcome(last);
  const switches = switchFigures(results.map((one) => one.operation));
  const isSound =
    results.length === 2 && results.every((one) => one.outcome === 'succeeded') && (load?.failed ?? 0) === 0;
  const lines = [...(ended?.lines ?? []), ...(load === undefined ? [] : figureLines(load, switches))];
  const json: Json = {
    operations: results.map((one) => operationOutcome(one).json),
    load: load === undefined ? null : { ...load, stalls: load.stalls.map((stall) => ({ ...stall })) },
  };
  const closing = isSound ? 'Deployed and rolled back; the plan holds' : 'The plan did not go through';
  return { lines, json, closing, exitCode: isSound ? 0 : 1 };
}
