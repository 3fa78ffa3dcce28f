import { OperationsError } from '@shared-payments/operations';
import type { Command, CommandResult, Desk, Invocation } from '../command-line/command.ts';
import { textIn, wholeNumber } from '../command-line/outcome.ts';
import { lengthIn } from '../command-line/time.ts';
import { figureLines, figuresJson, switchFigures } from '../proof/figures.ts';
import type { LoadFigures } from '../proof/load.ts';
import { startLoadProcess } from '../proof/load-process.ts';
import { recordMeasurement } from '../proof/record-measurement.ts';
import { stallLines } from '../proof/stall-causes.ts';
import { type Pace, type Switched, switchBackAndForth } from '../proof/switch-back-and-forth.ts';
import { isFlat, type UsageTrend, usageJson, usageLines, usageTrends } from '../proof/usage-trend.ts';
import { watchUsage } from '../proof/watch-usage.ts';

const MOST_SWITCHES = 10_000;
const MOST_MS = 24 * 3_600_000;
const SETTLE_MS = 2_000;
const HELD_CONNECTIONS = 100;

export const proveCommand: Command = {
  name: 'prove',
  summary: 'Drives load through switches and rollbacks, and writes what it measured into the ledger',
  arguments: [{ name: 'revision', what: 'what to switch to and back from; HEAD~1 when left out', isRequired: false }],
  options: {
    switches: { type: 'string', value: 'number', default: '20', what: 'how many, every fourth a rollback' },
    rate: { type: 'string', value: 'number', default: '400', what: 'requests a second, open loop, no retries' },
    for: {
      type: 'string',
      value: 'time',
      what: 'go on for so long (`1h`) instead: memory and descriptors must stay flat',
    },
    every: {
      type: 'string',
      value: 'time',
      what: 'begin a switch every so often (`20s`); one after the other when left out',
    },
  },
  details: [
    'Switches the environment’s real users too: meant for local and staging.',
    '80 % reads, 10 % posts, 10 % requests of 800 ms over kept-alive connections, beside 100 idle ones. Exit code 1 when one request failed.',
  ],
  examples: ['prove', 'prove HEAD~3 --switches 100', 'prove --for 1h --every 20s'],
  run: async (desk, invocation) => {
    const pace = paceIn(invocation);
    const requestsPerSecond = wholeNumber(textIn(invocation, 'rate') ?? '', 'rate', 1, 10_000);
    const startedAtMs = desk.ports.clock.nowMs();
    const load = await startLoadProcess({ url: urlOf(desk), requestsPerSecond, heldConnections: HELD_CONNECTIONS });
    const seen = watchUsage(desk.usage ?? (async () => []), desk.ports.clock);
    const switched = await switchBackAndForth(desk, invocation.arguments.revision ?? 'HEAD~1', pace);
    await desk.ports.clock.sleep(SETTLE_MS);
    const trends = usageTrends(seen());
    const proof = proofOf(await load.stop(), switched, trends, pace.everyMs !== undefined);
    const reason = 'load through switches';
    await recordMeasurement(desk, 'proof', { startedAtMs, isSound: proof.exitCode === 0, reason, data: proof.json });
    return proof;
  },
};

type Proof = CommandResult & { readonly json: ReturnType<typeof figuresJson> };

/** Memory is judged where it was watched for long: at first every process grows. */
function proofOf(load: LoadFigures, switched: Switched, trends: readonly UsageTrend[], isSoak: boolean): Proof {
  const { stayed, operations } = switched;
  const growing = isSoak ? trends.filter((trend) => !isFlat(trend)).map(({ name }) => name) : [];
  const figures = switchFigures(operations);
  const problems = [
    ...(load.failed === 0 ? [] : [`${load.failed} requests failed`]),
    ...(stayed.length === 0 ? [] : [`${stayed.length} switches did not succeed`]),
    ...(growing.length === 0 ? [] : [`memory or descriptors grow: ${growing.join(', ')}`]),
  ];
  return {
    lines: [...figureLines(load, figures), ...stallLines(load.stalls, operations), ...stayed, ...usageLines(trends)],
    json: { ...figuresJson(load, figures), stayed, usage: usageJson(trends) },
    closing: problems.length === 0 ? 'No request failed' : problems.join('; '),
    exitCode: problems.length === 0 ? 0 : 1,
  };
}

function paceIn(invocation: Invocation): Pace {
  const [forText, everyText] = [textIn(invocation, 'for'), textIn(invocation, 'every')];
  const everyMs = everyText === undefined ? undefined : lengthIn(everyText, 'every', 1_000, MOST_MS);
  if (forText === undefined) {
    const switches = wholeNumber(textIn(invocation, 'switches') ?? '', 'switches', 1, MOST_SWITCHES);
    return { switches, everyMs, forMs: MOST_MS };
  }
  const forMs = lengthIn(forText, 'for', 1_000, MOST_MS);
  if (everyMs !== undefined && everyMs <= forMs) return { switches: Math.floor(forMs / everyMs), everyMs, forMs };
  throw new OperationsError({
    code: 'usage',
    message: '`--for` needs to know how often to switch within that time.',
    remedy: 'Add `--every 20s`, shorter than the whole time.',
  });
}

function urlOf({ url, ports }: Desk): string {
  if (url !== undefined) return url;
  throw new OperationsError({
    code: 'driver_unavailable',
    message: `Nothing listens on ${ports.driver.name}, so there is nothing to drive load at.`,
    remedy: 'Run it where a real edge serves: without OPS_DRIVER=simulated.',
  });
}
