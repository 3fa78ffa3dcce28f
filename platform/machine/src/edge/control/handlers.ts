import {
  type Colour,
  colourBusy,
  colourEmpty,
  type Fence,
  fencedOff,
  outOfRange,
  type TrafficRequest,
} from '@shared-payments/operations';
import type { ColourRun } from '../../workers/colour.ts';
import type { Prober } from '../../workers/prober.ts';
import { readHarmlessly, smokeColour } from '../../workers/smoke.ts';
import type { ToDoor } from '../door/messages.ts';
import { COLOURS, type Machine } from '../machine.ts';
import type { EdgeFacts, Handlers, Requests, StartOrder } from './protocol.ts';

const SHARE_TOLERANCE = 1e-9;

export interface ControlNeeds {
  readonly machine: Machine;
  readonly prober: Prober;
  readonly facts: EdgeFacts;
  nowMs(): number;
  door(message: ToDoor): void;
}

/** Every change is decided and written within one turn, so no two of them meet. */
export function controlHandlers(needs: ControlNeeds): Handlers {
  const { machine, door } = needs;
  return {
    inspect: async () => machine.inspect(),
    edge: async () => needs.facts,
    start: async (order) => done(start(needs, order)),
    traffic: async (request) => done(setTraffic(needs, request)),
    scale: async ({ colour, workers, fence }) => done(scale(machine, colour, workers, fence)),
    drain: async ({ colour, timeoutMs, fence }) => done(leave(machine, colour, needs.nowMs() + timeoutMs, fence)),
    stop: async ({ colour, fence }) => done(leave(machine, colour, 0, fence)),
    jobs: async ({ jobs, fence }) => {
      checkFence(machine, fence);
      return done(machine.setJobs(jobs ?? undefined));
    },
    smoke: (ask) => smoke(needs, ask),
    synthetic: async ({ requests }) => done(await synthetic(needs, requests)),
    metrics: (ask) => metrics(needs, ask),
    upgrade: async ({ entry }) => done(door({ kind: 'replace', entry: entry ?? undefined })),
    'shut-down': async () => done(door({ kind: 'shut-down' })),
  };
}

function start({ machine, nowMs }: ControlNeeds, { colour, release, workers, launch, fence }: StartOrder): void {
  checkFence(machine, fence);
  checkWorkers(workers);
  const placement = machine.run(colour)?.placement();
  if (placement?.release === release && placement.phase !== 'draining') return;
  if (placement !== undefined) throw colourBusy(colour, `runs ${placement.release}`);
  machine.place({
    colour,
    release,
    launch,
    phase: 'starting',
    wantedWorkers: workers,
    startedAtMs: nowMs(),
    restarts: 0,
  });
}

function setTraffic({ machine, nowMs }: ControlNeeds, { split, leaseMs, fence }: TrafficRequest): void {
  checkFence(machine, fence);
  const sum = split.blue + split.green;
  const isWhole = Math.abs(sum - 1) <= SHARE_TOLERANCE && split.blue >= 0 && split.green >= 0;
  if (sum !== 0 && !isWhole) throw outOfRange(`the shares sum to ${sum}`, 'Give shares that sum to 1.');
  for (const colour of COLOURS) {
    const run = machine.run(colour);
    const isReady = run?.placement().phase === 'ready' && run.ready().length > 0;
    if (split[colour] > 0 && !isReady) throw colourEmpty(colour);
  }
  const fallback = machine.lease?.fallback ?? machine.split;
  const lease = leaseMs === undefined ? undefined : { expiresAtMs: nowMs() + leaseMs, fallback };
  machine.setSplit({ blue: split.blue, green: split.green }, lease);
}

function scale(machine: Machine, colour: Colour, workers: number, fence: Fence): void {
  checkFence(machine, fence);
  checkWorkers(workers);
  const run = machine.run(colour);
  if (run === undefined || run.placement().phase === 'draining') throw colourEmpty(colour);
  run.scale(workers);
  machine.save();
}

function leave(machine: Machine, colour: Colour, leaveByMs: number, fence: Fence): void {
  checkFence(machine, fence);
  if (machine.split[colour] > 0) throw colourBusy(colour, 'has users');
  if ((machine.lease?.fallback[colour] ?? 0) > 0) throw colourBusy(colour, 'gets its users back when the lease lapses');
  machine.run(colour)?.leave(leaveByMs);
  machine.tick();
}

async function smoke({ machine, prober }: ControlNeeds, { colour, warmUpRequests }: Requests['smoke']['ask']) {
  const run = readyRun(machine, colour);
  const workers = run.ready().map(({ id }) => id);
  const report = await smokeColour(prober, workers, run.placement().release, warmUpRequests);
  // What was just asked stays out of the figures of users.
  await run.scrape();
  return report;
}

async function synthetic({ machine, prober, nowMs }: ControlNeeds, requests: number): Promise<void> {
  for (const colour of COLOURS) {
    const run = machine.run(colour);
    const workers = run?.ready().map(({ id }) => id) ?? [];
    if (run === undefined || workers.length === 0) continue;
    run.tally.begin(nowMs());
    await readHarmlessly(prober, workers, requests);
  }
}

async function metrics({ machine, nowMs }: ControlNeeds, { colour, atAgeMs }: Requests['metrics']['ask']) {
  const run = machine.run(colour);
  if (run === undefined) throw colourEmpty(colour);
  if (atAgeMs !== null) return run.tally.readingAt(atAgeMs) ?? null;
  await run.scrape();
  return run.tally.reading(nowMs());
}

function readyRun(machine: Machine, colour: Colour): ColourRun {
  const run = machine.run(colour);
  if (run === undefined || run.ready().length === 0) throw colourEmpty(colour);
  return run;
}

function checkFence(machine: Machine, fence: Fence): void {
  if (fence < machine.fence) throw fencedOff(fence, machine.fence);
  machine.raiseFence(fence);
}

function checkWorkers(workers: number): void {
  if (!Number.isInteger(workers) || workers < 1) throw outOfRange(`${workers} workers`, 'Ask for at least 1.');
}

/** The answer to a change: that it was made. */
const done = (_change: unknown): null => null;
