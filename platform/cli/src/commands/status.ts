import {
  type ColourState,
  type DriverState,
  isAlive,
  type Journal,
  type Json,
  type Lease,
  type Release,
  shortDigest,
  shortName,
} from '@shared-payments/operations';
import type { Command, CommandResult, Desk } from '../command-line/command.ts';
import { lengthOf } from '../command-line/time.ts';

const WATCH_EVERY_MS = 1_000;
const RELEASES_SHOWN = 6;
/** A watch ends by itself after a day. */
const WATCH_ROUNDS = 86_400;

export const statusCommand: Command = {
  name: 'status',
  summary: 'Shows what runs, who has the users, and what is under way',
  startsNothing: true,
  arguments: [],
  options: {
    watch: {
      type: 'boolean',
      short: 'w',
      what: 'again every second until interrupted; with --json one document a line',
    },
  },
  details: ['Read from where it runs, not from what was once asked for.'],
  examples: ['status', 'status --watch -e production', 'status --json'],
  run: async (desk, { options }) => {
    let result = await readStatus(desk);
    for (let round = 0; options.watch === true && round < WATCH_ROUNDS; round += 1) {
      desk.print(desk.isJson ? JSON.stringify(result.json) : `${result.lines.join('\n')}\n`);
      await desk.ports.clock.sleep(WATCH_EVERY_MS);
      result = await readStatus(desk);
    }
    return result;
  },
};

async function readStatus({ ports, session }: Desk): Promise<CommandResult> {
  const [state, lease, journal, releases] = await Promise.all([
    ports.driver.inspect(),
    ports.lock.read(),
    ports.journal.read(),
    ports.releases.list(),
  ]);
  const nowMs = ports.clock.nowMs();
  const names = new Map(releases.map((one) => [one.digest, shortName(one)]));
  const nameOf = (digest: string) => names.get(digest) ?? shortDigest(digest);
  const lines = [
    `${session.environment.name} on ${ports.driver.name}`,
    ...(['blue', 'green'] as const).map((colour) => colourLine(colour, state, nameOf, nowMs)),
    `jobs   ${state.jobsRelease === undefined ? 'none' : nameOf(state.jobsRelease)}`,
    keptLine(releases),
    ...leaseLine(state, nowMs),
    lockLine(lease, nowMs),
    ...operationLines(journal, nowMs),
  ];
  const json = JSON.parse(
    JSON.stringify({
      environment: session.environment.name,
      driver: ports.driver.name,
      state,
      releases: releases.map(({ digest, version, revision, builtAtMs }) => ({ digest, version, revision, builtAtMs })),
      lock: lease ?? null,
      operation: journal?.operation ?? null,
    }),
  ) as Json;
  return { lines, json, closing: summary(state), exitCode: 0 };
}

function colourLine(
  colour: 'blue' | 'green',
  state: DriverState,
  nameOf: (digest: string) => string,
  nowMs: number,
): string {
  const running = state[colour];
  if (running === undefined) return `${colour.padEnd(6)} empty`;
  const share = `${Math.round(state.split[colour] * 100)} % of users`;
  return `${colour.padEnd(6)} ${share}, ${describeColour(running, nowMs)}, ${nameOf(running.release)}`;
}

function describeColour(running: ColourState, nowMs: number): string {
  const ready = running.workers.filter((worker) => worker.isReady).length;
  const failure = running.failure === undefined ? '' : ` (${running.failure.cause}: ${running.failure.detail})`;
  const restarts = running.restarts === 0 ? '' : `, ${running.restarts} restarts`;
  return `${running.phase}${failure}, ${ready} of ${running.wantedWorkers} workers${restarts}, up ${lengthOf(nowMs - running.startedAtMs)}, ${running.openConnections} connections, ${running.activeRequests} requests`;
}

/** What `rollback` can name, newest first. */
function keptLine(releases: readonly Release[]): string {
  const shown = releases.slice(0, RELEASES_SHOWN).map(shortName).join(', ');
  const more = releases.length - RELEASES_SHOWN;
  return `kept   ${shown === '' ? 'none' : shown}${more > 0 ? ` and ${more} more` : ''}`;
}

function leaseLine({ lease }: DriverState, nowMs: number): readonly string[] {
  return lease === undefined
    ? []
    : [`canary falls back by itself in ${lengthOf(Math.max(0, lease.expiresAtMs - nowMs))}`];
}

function lockLine(lease: Lease | undefined, nowMs: number): string {
  if (lease === undefined || !isAlive(lease, nowMs)) return 'lock   free';
  return `lock   ${lease.owner}, ${lease.purpose}, for ${lengthOf(nowMs - lease.acquiredAtMs)}, last heartbeat ${lengthOf(nowMs - lease.heartbeatAtMs)} ago`;
}

function operationLines(journal: Journal | undefined, nowMs: number): readonly string[] {
  const operation = journal?.operation;
  if (operation === undefined) return [];
  const { kind, steps } = operation.plan;
  const at = operation.steps.at(-1);
  const step =
    at === undefined
      ? 'not begun'
      : `${operation.direction === 'back' ? 'going back, ' : ''}step ${at.index + 1} of ${steps.length} ${at.status}`;
  const waits = operation.isPaused ? ', waits for `promote` or `abort`' : '';
  return [`under way: ${kind} by ${operation.actor} since ${lengthOf(nowMs - operation.startedAtMs)}, ${step}${waits}`];
}

function summary({ split }: DriverState): string {
  if (split.blue === 0 && split.green === 0) return 'Nothing has users';
  if (split.blue === 1) return 'Blue has all users';
  return split.green === 1 ? 'Green has all users' : 'Users are split';
}
