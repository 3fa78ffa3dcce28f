import type { Colour, DriverState, TrafficSplit } from '@shared-payments/operations';
import { type ColourRun, runColour } from '../workers/colour.ts';
import type { KeptTally } from '../workers/colour-tally.ts';
import { type JobsRun, runJobs } from '../workers/jobs.ts';
import type { Workshop } from '../workers/workshop.ts';
import type { HeldProcess, ProcessEnd, WorkerLoad } from './door/messages.ts';
import type { JobsPlacement, MachineState, Placement, SplitLease } from './state/machine-state.ts';
import type { StateFile } from './state/state-file.ts';

export const COLOURS = ['blue', 'green'] as const;

/** Everything the edge decides with: the split, the colours and the jobs, and their copy in the state file. */
export interface Machine {
  readonly split: TrafficSplit;
  readonly lease: SplitLease | undefined;
  readonly fence: number;
  run(colour: Colour): ColourRun | undefined;
  inspect(): DriverState;
  /** One assignment, written down before anybody hears of it. */
  setSplit(split: TrafficSplit, lease: SplitLease | undefined): void;
  raiseFence(fence: number): void;
  place(placement: Placement): void;
  setJobs(jobs: JobsPlacement | undefined): void;
  ended(end: ProcessEnd): void;
  loaded(id: string, load: WorkerLoad): void;
  /** Ends what lapsed and starts what is missing. */
  tick(): void;
  /** Writes the state when it changed since. */
  save(): void;
  /** Resolves when the state has reached the disk, or could not. */
  settled(): Promise<void>;
  keep(): KeptTallies;
}

export type KeptTallies = Partial<Record<Colour, KeptTally>>;

interface Inside {
  readonly runs: Partial<Record<Colour, ColourRun>>;
  readonly jobs: JobsRun;
  readonly file: StateFile;
  readonly workshop: Workshop;
  split: TrafficSplit;
  lease: SplitLease | undefined;
  fence: number;
  jobsPlacement: JobsPlacement | undefined;
  isChanged: boolean;
  /** What the door was told last. */
  heirs: string;
}

/** Takes the machine up where the state file and the processes that run say it is. */
export function openMachine(
  file: StateFile,
  tools: Omit<Workshop, 'placementChanged'>,
  held: readonly HeldProcess[],
  kept: KeptTallies,
): Machine {
  const state = file.read();
  const workshop: Workshop = {
    ...tools,
    placementChanged: () => {
      inside.isChanged = true;
    },
  };
  const heldIn = (place: HeldProcess['note']['place']) => held.filter(({ note }) => note.place === place);
  const inside: Inside = {
    runs: {},
    jobs: runJobs(workshop, state.jobs, heldIn('jobs')),
    file,
    workshop,
    split: state.split,
    lease: state.lease,
    fence: state.fence,
    jobsPlacement: state.jobs,
    isChanged: false,
    heirs: '',
  };
  for (const colour of COLOURS) {
    const placement = state[colour];
    if (placement !== undefined) inside.runs[colour] = runColour(workshop, placement, heldIn(colour), kept[colour]);
    // A worker of a colour that is no longer there has lost its place while no edge was at work.
    else for (const { id } of heldIn(colour)) workshop.door({ kind: 'signal', id, signal: 'SIGTERM' });
    // An edge that was killed right after a switch had no time to pass on that counting began.
    if (state.split[colour] > 0) inside.runs[colour]?.tally.begin(workshop.nowMs());
  }
  return controls(inside);
}

function controls(inside: Inside): Machine {
  const { runs, jobs } = inside;
  return {
    get split() {
      return inside.split;
    },
    get lease() {
      return inside.lease;
    },
    get fence() {
      return inside.fence;
    },
    run: (colour) => runs[colour],
    inspect: () => inspect(inside),
    setSplit: (split, lease) => setSplit(inside, split, lease),
    raiseFence(fence) {
      if (fence === inside.fence) return;
      inside.fence = fence;
      inside.isChanged = true;
    },
    place(placement) {
      runs[placement.colour] = runColour(inside.workshop, placement, [], undefined);
      save(inside);
      runs[placement.colour]?.reconcile();
    },
    setJobs(placement) {
      inside.jobsPlacement = placement;
      save(inside);
      jobs.set(placement);
    },
    ended(end) {
      for (const colour of COLOURS) runs[colour]?.ended(end);
      jobs.ended(end);
      tick(inside);
    },
    loaded(id, load) {
      for (const colour of COLOURS) runs[colour]?.loaded(id, load);
    },
    tick: () => tick(inside),
    save: () => inside.isChanged && save(inside),
    settled: () => inside.file.settled(),
    keep: () => ({
      ...(runs.blue === undefined ? {} : { blue: runs.blue.tally.keep() }),
      ...(runs.green === undefined ? {} : { green: runs.green.tally.keep() }),
    }),
  };
}

function setSplit(inside: Inside, split: TrafficSplit, lease: SplitLease | undefined): void {
  const before = inside.split;
  Object.assign(inside, { split, lease });
  save(inside);
  tellHeirs(inside);
  for (const colour of COLOURS) {
    const run = inside.runs[colour];
    if (split[colour] > 0) run?.tally.begin(inside.workshop.nowMs());
    else if (before[colour] > 0) run?.letGo();
  }
  inside.workshop.retryWaiting();
}

function tick(inside: Inside): void {
  const { runs, lease, workshop } = inside;
  if (lease !== undefined && workshop.nowMs() >= lease.expiresAtMs) {
    workshop.say('edge', 'the lease of the split lapsed: users go back');
    setSplit(inside, lease.fallback, undefined);
  }
  for (const colour of COLOURS) {
    const run = runs[colour];
    run?.reconcile();
    if (run === undefined || run.placement().phase !== 'draining' || run.state().workers.length > 0) continue;
    delete runs[colour];
    inside.isChanged = true;
    workshop.say('edge', `${colour} is empty`);
  }
  inside.jobs.reconcile();
  tellHeirs(inside);
  if (inside.isChanged) save(inside);
}

/** Before anybody is told to let go of connections: the door must know by then where they go. */
function tellHeirs(inside: Inside): void {
  const colour = COLOURS.find((one) => inside.split[one] === 1);
  const ready = (colour === undefined ? undefined : inside.runs[colour])?.ready() ?? [];
  const ids = ready.filter(({ unanswered }) => unanswered === 0).map(({ id }) => id);
  if (ids.join() === inside.heirs) return;
  inside.heirs = ids.join();
  inside.workshop.door({ kind: 'heirs', ids });
}

function save(inside: Inside): void {
  inside.file.write(stateOf(inside));
  inside.isChanged = false;
}

function stateOf({ split, lease, fence, runs, jobsPlacement }: Inside): MachineState {
  return {
    split,
    fence,
    ...(lease === undefined ? {} : { lease }),
    ...(runs.blue === undefined ? {} : { blue: runs.blue.placement() }),
    ...(runs.green === undefined ? {} : { green: runs.green.placement() }),
    ...(jobsPlacement === undefined ? {} : { jobs: jobsPlacement }),
  };
}

function inspect({ split, lease, fence, runs, jobsPlacement }: Inside): DriverState {
  return {
    split,
    ...(lease === undefined ? {} : { lease }),
    blue: runs.blue?.state(),
    green: runs.green?.state(),
    jobsRelease: jobsPlacement?.release,
    fence,
  };
}
