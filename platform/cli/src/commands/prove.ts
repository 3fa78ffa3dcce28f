import { type Json, OperationsError } from '@shared-payments/operations';
import type { Command, CommandResult, Invocation } from '../command-line/command.ts';
import { textIn, wholeNumber } from '../command-line/outcome.ts';
import { lengthIn } from '../command-line/time.ts';
import { figureLines, figuresJson } from '../proof/figures.ts';
import { type MeasuredSwitches, measureSwitches } from '../proof/measure-switches.ts';
import { comparisonLines, measurePeer } from '../proof/peer.ts';
import { recordMeasurement } from '../proof/record-measurement.ts';
import { stallLines } from '../proof/stall-causes.ts';
import type { Pace } from '../proof/switch-back-and-forth.ts';
import { isFlat, usageJson, usageLines } from '../proof/usage-trend.ts';

const MOST_SWITCHES = 10_000;
const MOST_MS = 24 * 3_600_000;

export const proveCommand: Command = {
  name: 'prove',
  summary: 'Drives load through switches and rollbacks, and writes what it measured into the ledger',
  startsNothing: true,
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
    'on-production': { type: 'boolean', what: 'allow it where the users of production are' },
    peer: { type: 'string', value: 'name', what: '`haproxy`: the same afterwards behind HAProxy, side by side' },
  },
  details: [
    'Switches the environment’s real users too, beside a load of its own: meant for local and staging.',
    'Ctrl-C ends it after the switch under way and tells what was measured until then.',
    '80 % reads, 10 % posts, 10 % requests of 800 ms over kept-alive connections, beside 100 idle ones. Exit code 1 when one request failed.',
  ],
  examples: ['prove', 'prove HEAD~3 --switches 100', 'prove --for 1h --every 20s', 'prove --peer haproxy'],
  run: async (desk, invocation) => {
    const requestsPerSecond = wholeNumber(textIn(invocation, 'rate') ?? '', 'rate', 1, 10_000);
    const ending = new AbortController();
    const pace = { ...paceIn(invocation), ending: ending.signal };
    const wanted = { pace, requestsPerSecond, other: invocation.arguments.revision ?? 'HEAD~1' };
    const isCompared = wantsPeer(invocation);
    if (desk.session.environment.name === 'production' && invocation.options['on-production'] !== true)
      throw notHere(invocation.arguments.revision);
    const startedAtMs = desk.ports.clock.nowMs();
    const forget = desk.interruption?.endsEarly(() => ending.abort());
    const ours = await measureSwitches(desk, wanted);
    const peer = isCompared && !ending.signal.aborted ? await measurePeer(desk, wanted) : undefined;
    forget?.();
    const proof = proofOf(ours, peer, pace.everyMs !== undefined);
    const reason = 'load through switches';
    await recordMeasurement(desk, 'proof', { startedAtMs, isSound: proof.exitCode === 0, reason, data: proof.json });
    return proof;
  },
};

function notHere(revision = 'HEAD'): OperationsError {
  return new OperationsError({
    code: 'usage',
    message: 'A proof switches the users of production to and fro, under a load of its own.',
    remedy: `Rehearse it: \`./ops rehearse production ${revision}\`. If it is meant: \`--on-production\`.`,
  });
}

type Proof = CommandResult & { readonly json: Readonly<Record<string, Json>> };

/** Memory is judged where it was watched for long: at first every process grows. */
function proofOf(ours: MeasuredSwitches, peer: MeasuredSwitches | undefined, isSoak: boolean): Proof {
  const { load, switches, usage } = ours;
  const { stayed, operations } = ours.switched;
  const growing = isSoak ? usage.filter((trend) => !isFlat(trend)).map(({ name }) => name) : [];
  const problems = [
    ...(load.failed === 0 ? [] : [`${load.failed} requests failed`]),
    ...(stayed.length === 0 ? [] : [`${stayed.length} switches did not succeed`]),
    ...(growing.length === 0 ? [] : [`memory or descriptors grow: ${growing.join(', ')}`]),
  ];
  const lines = [...figureLines(load, switches), ...stallLines(load.stalls, operations), ...stayed];
  const haproxy = peer === undefined ? null : figuresJson(peer.load, peer.switches);
  return {
    lines: [...lines, ...usageLines(usage, isSoak), ...comparisonLines(ours, peer)],
    json: { ...figuresJson(load, switches), stayed, usage: usageJson(usage), haproxy },
    closing: problems.length === 0 ? 'No request failed' : problems.join('; '),
    exitCode: problems.length === 0 ? 0 : 1,
  };
}

function wantsPeer(invocation: Invocation): boolean {
  const peer = textIn(invocation, 'peer');
  if (peer === undefined || peer === 'haproxy') return peer !== undefined;
  throw new OperationsError({
    code: 'usage',
    message: `There is no peer \`${peer}\`.`,
    remedy: 'The one there is: `--peer haproxy`.',
  });
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
