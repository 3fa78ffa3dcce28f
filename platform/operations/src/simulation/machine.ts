import type { Clock } from '../ports/clock.ts';
import type { Driver, Fence, StartRequest, TrafficRequest } from '../ports/driver.ts';
import type { Colour, DriverState, TrafficSplit } from '../ports/driver-state.ts';
import { colourBusy, colourEmpty, fencedOff, outOfRange, releaseUnknown } from '../ports/refusals.ts';
import type { Behaviour } from './behaviour.ts';
import { answerRequests, phaseOf, readingAt, readingOf, type SimulatedColour, startColour, stateOf } from './colour.ts';
import { poisson, type Random } from './random.ts';

const STEP_MS = 50;
const COLOURS = ['blue', 'green'] as const;

export interface SimulationSettings {
  readonly clock: Clock;
  readonly random: Random;
  /** User requests that arrive on average, open loop. */
  readonly requestsPerSecond: number;
  /** How each release behaves, by digest. */
  readonly behaviours: ReadonlyMap<string, Behaviour>;
  /** What another process did to the traffic behind the operator's back; undefined leaves it alone. */
  readonly overrideSplit?: () => TrafficSplit | undefined;
}

interface Machine extends SimulationSettings {
  readonly colours: Partial<Record<Colour, SimulatedColour>>;
  split: TrafficSplit;
  lease: { expiresAtMs: number; fallback: TrafficSplit } | undefined;
  jobsRelease: string | undefined;
  fence: number;
  simulatedUntilMs: number;
  lost: number;
  failedOfGone: number;
  answeredOfGone: number;
}

export interface SimulatedMachine extends Driver {
  /** Requests of users that met nobody, and those answered badly or well, since the beginning. */
  tally(): Readonly<{ lost: number; failed: number; answered: number }>;
  /** Answers `count` user requests now, by the split in force; says how many each release got. */
  sendRequests(count: number): Promise<Readonly<Record<string, number>>>;
}

/** A machine with two colours, users and time, in memory: passes the driver contract and carries the tests of the plans. */
export function simulatedMachine(settings: SimulationSettings): SimulatedMachine {
  const machine: Machine = {
    ...settings,
    colours: {},
    split: { blue: 0, green: 0 },
    lease: undefined,
    jobsRelease: undefined,
    fence: 0,
    simulatedUntilMs: settings.clock.nowMs(),
    lost: 0,
    failedOfGone: 0,
    answeredOfGone: 0,
  };
  return {
    name: 'simulated',
    inspect: async () => inspect(machine),
    start: async (request) => start(machine, request),
    smoke: async (colour) => {
      const running = runningIn(machine, colour);
      const { smokeFailures } = running.behaviour;
      return { passed: 5 - smokeFailures.length, failed: smokeFailures };
    },
    sendSyntheticRequests: async (requests) => {
      for (const colour of COLOURS) answer(machine, colour, requests);
    },
    setTraffic: async (request) => setTraffic(machine, request),
    metrics: async (colour, atAgeMs) => {
      const running = runningIn(machine, colour);
      return atAgeMs === undefined ? readingOf(running, settings.clock.nowMs()) : readingAt(running, atAgeMs);
    },
    scale: async (colour, workers, fence) => {
      checkFence(machine, fence);
      checkWorkers(workers);
      runningIn(machine, colour).wantedWorkers = workers;
    },
    drain: async (colour, _timeoutMs, fence) => leave(machine, colour, fence),
    stop: async (colour, fence) => {
      leave(machine, colour, fence);
    },
    setJobs: async (release, fence) => {
      checkFence(machine, fence);
      machine.jobsRelease = release;
    },
    logs: async ({ lines }) =>
      [{ atMs: settings.clock.nowMs(), source: 'edge', text: 'simulated machine' }].slice(0, lines),
    sendRequests: async (count) => sendRequests(machine, count),
    tally: () => tally(machine),
  };
}

function inspect(machine: Machine): DriverState {
  catchUp(machine);
  const nowMs = machine.clock.nowMs();
  const { blue, green } = machine.colours;
  const state = {
    split: machine.overrideSplit?.() ?? machine.split,
    blue: blue && stateOf(blue, nowMs),
    green: green && stateOf(green, nowMs),
    jobsRelease: machine.jobsRelease,
    fence: machine.fence,
  };
  return machine.lease === undefined ? state : { ...state, lease: { ...machine.lease } };
}

function start(machine: Machine, request: StartRequest): void {
  checkFence(machine, request.fence);
  checkWorkers(request.workers);
  const behaviour = machine.behaviours.get(request.release);
  if (behaviour === undefined) throw releaseUnknown(request.release);
  const running = machine.colours[request.colour];
  if (running?.release === request.release) return;
  if (running !== undefined) throw colourBusy(request.colour, `runs ${running.release}`);
  const nowMs = machine.clock.nowMs();
  machine.colours[request.colour] = startColour(request.colour, request.release, behaviour, request.workers, nowMs);
}

function setTraffic(machine: Machine, { split, leaseMs, fence }: TrafficRequest): void {
  checkFence(machine, fence);
  const sum = split.blue + split.green;
  if (sum !== 0 && Math.abs(sum - 1) > 1e-9) throw outOfRange(`the shares sum to ${sum}`, 'Give shares that sum to 1.');
  for (const colour of COLOURS) {
    if (split[colour] > 0 && phaseOf(runningIn(machine, colour), machine.clock.nowMs()) !== 'ready')
      throw colourEmpty(colour);
  }
  const fallback = machine.lease?.fallback ?? machine.split;
  machine.lease = leaseMs === undefined ? undefined : { expiresAtMs: machine.clock.nowMs() + leaseMs, fallback };
  machine.split = { ...split };
}

function leave(machine: Machine, colour: Colour, fence: Fence): void {
  checkFence(machine, fence);
  if (machine.split[colour] > 0) throw colourBusy(colour, 'has users');
  const running = machine.colours[colour];
  if (running === undefined) return;
  // Simulated requests end at once, so a draining colour is empty at once.
  machine.failedOfGone += running.failures;
  machine.answeredOfGone += running.requests;
  delete machine.colours[colour];
}

function sendRequests(machine: Machine, count: number): Readonly<Record<string, number>> {
  catchUp(machine);
  const answered: Record<string, number> = {};
  for (let index = 0; index < count; index += 1) {
    const colour = machine.random() < machine.split.green ? 'green' : 'blue';
    const { release } = runningIn(machine, colour);
    answer(machine, colour, 1);
    answered[release] = (answered[release] ?? 0) + 1;
  }
  return answered;
}

/** Lets the users of the time since the last look ask, in small steps, honouring a lapsed lease. */
function catchUp(machine: Machine): void {
  const nowMs = machine.clock.nowMs();
  while (machine.simulatedUntilMs < nowMs) {
    const untilMs = Math.min(nowMs, machine.simulatedUntilMs + STEP_MS);
    const expected = ((untilMs - machine.simulatedUntilMs) / 1_000) * machine.requestsPerSecond;
    machine.simulatedUntilMs = untilMs;
    lapse(machine, untilMs);
    for (const colour of COLOURS) {
      const count = poisson(machine.random, expected * machine.split[colour]);
      answer(machine, colour, count);
    }
  }
  lapse(machine, nowMs);
}

function lapse(machine: Machine, atMs: number): void {
  if (machine.lease === undefined || atMs < machine.lease.expiresAtMs) return;
  machine.split = machine.lease.fallback;
  machine.lease = undefined;
}

function answer(machine: Machine, colour: Colour, count: number): void {
  const running = machine.colours[colour];
  if (running === undefined) machine.lost += count;
  if (running === undefined || (count === 0 && machine.split[colour] === 0)) return;
  answerRequests(running, count, machine.simulatedUntilMs, machine.random);
}

function tally(machine: Machine) {
  catchUp(machine);
  const running = COLOURS.flatMap((colour) => machine.colours[colour] ?? []);
  return {
    lost: machine.lost,
    failed: running.reduce((sum, one) => sum + one.failures, machine.failedOfGone),
    answered: running.reduce((sum, one) => sum + one.requests, machine.answeredOfGone),
  };
}

function runningIn(machine: Machine, colour: Colour): SimulatedColour {
  catchUp(machine);
  const running = machine.colours[colour];
  if (running === undefined) throw colourEmpty(colour);
  return running;
}

function checkFence(machine: Machine, fence: Fence): void {
  catchUp(machine);
  if (fence < machine.fence) throw fencedOff(fence, machine.fence);
  machine.fence = fence;
}

function checkWorkers(workers: number): void {
  if (workers < 1) throw outOfRange(`${workers} workers`, 'Ask for at least 1.');
}
