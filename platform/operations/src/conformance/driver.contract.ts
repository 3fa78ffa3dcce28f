import { type ContractCase, claim, claimBecomes, claimEqual, claimRefused } from './claim.ts';
import { type DriverRig, ENVIRONMENT, startBoth, startReady } from './driver-rig.ts';
import { driverTrafficContract } from './driver-traffic.contract.ts';

const FAILS_WITHIN_MS = 20_000;
const GONE_WITHIN_MS = 5_000;

/** What every driver must do. Each case gets a fresh rig. */
export const driverContract: readonly ContractCase<DriverRig>[] = [
  {
    title: 'an empty place has no colour, no users and no jobs',
    run: async ({ driver }) => {
      const state = await driver.inspect();
      claimEqual([state.split, state.blue, state.green], [{ blue: 0, green: 0 }, undefined, undefined], 'the state');
      claimEqual(state.jobsRelease, undefined, 'the jobs release');
      await claimRefused(driver.metrics('blue'), 'colour_empty');
      await claimRefused(driver.smoke('green', 0), 'colour_empty');
    },
  },
  {
    title: 'a started release becomes ready with the workers asked for, each reporting that release itself',
    run: async (rig) => {
      await startReady(rig, 'blue', rig.releases.first, 2);
      const state = (await rig.driver.inspect()).blue;
      claimEqual(state?.wantedWorkers, 2, 'the wanted workers');
      for (const worker of state?.workers ?? []) claimEqual(worker.reportedRelease, rig.releases.first, worker.id);
    },
  },
  {
    title: 'starting the same release again changes nothing; another one in a busy colour is refused',
    run: async (rig) => {
      await startReady(rig, 'green', rig.releases.first);
      const before = (await rig.driver.inspect()).green;
      const again = { colour: 'green', workers: 1, environment: ENVIRONMENT, fence: 1 } as const;
      await rig.driver.start({ ...again, release: rig.releases.first });
      claimEqual((await rig.driver.inspect()).green?.startedAtMs, before?.startedAtMs, 'the start');
      await claimRefused(rig.driver.start({ ...again, release: rig.releases.second }), 'colour_busy');
    },
  },
  {
    title: 'an unknown release and fewer than one worker are refused',
    run: async ({ driver, releases }) => {
      const request = { colour: 'blue', environment: ENVIRONMENT, fence: 1 } as const;
      await claimRefused(driver.start({ ...request, release: 'sha256:none', workers: 1 }), 'release_unknown');
      await claimRefused(driver.start({ ...request, release: releases.first, workers: 0 }), 'out_of_range');
    },
  },
  {
    title: 'a release that ends itself while booting is failed, with what it said',
    run: async (rig) => {
      const { driver, releases, clock } = rig;
      await driver.start({
        colour: 'blue',
        release: releases.crashing,
        workers: 1,
        environment: ENVIRONMENT,
        fence: 1,
      });
      await claimBecomes(
        clock,
        FAILS_WITHIN_MS,
        'phase failed',
        async () => (await driver.inspect()).blue?.phase === 'failed',
      );
      const failure = (await driver.inspect()).blue?.failure;
      claimEqual(failure?.cause, 'crashed', 'the cause');
      claim((failure?.detail ?? '').length > 0, 'a detail');
      await claimRefused(driver.setTraffic({ split: { blue: 1, green: 0 }, fence: 1 }), 'colour_empty');
    },
  },
  {
    title: 'a release that reports another version never counts as ready',
    run: async (rig) => {
      const { driver, releases, clock } = rig;
      await driver.start({ colour: 'blue', release: releases.lying, workers: 1, environment: ENVIRONMENT, fence: 1 });
      await claimBecomes(
        clock,
        FAILS_WITHIN_MS,
        'phase failed',
        async () => (await driver.inspect()).blue?.phase === 'failed',
      );
      claimEqual((await driver.inspect()).blue?.failure?.cause, 'wrong_version', 'the cause');
    },
  },
  {
    title: 'smoke checks pass on a good release and name what failed on a bad one, before either has users',
    run: async (rig) => {
      await startReady(rig, 'blue', rig.releases.first);
      await startReady(rig, 'green', rig.releases.smoking);
      const good = await rig.driver.smoke('blue', 5);
      claim(good.passed > 0 && good.failed.length === 0, 'smoke to pass in blue');
      const bad = await rig.driver.smoke('green', 0);
      claim(bad.failed.length > 0 && bad.failed.every((line) => line.length > 0), 'sentences about the failed checks');
      claimEqual((await rig.driver.metrics('blue'))?.requests, 0, 'user requests after smoke');
    },
  },
  {
    title: 'scaling changes the number of ready workers, up and down, without touching the split',
    run: async (rig) => {
      await startReady(rig, 'blue', rig.releases.first);
      await rig.driver.setTraffic({ split: { blue: 1, green: 0 }, fence: 1 });
      for (const workers of [2, 1]) {
        await rig.driver.scale('blue', workers, 1);
        await claimBecomes(rig.clock, FAILS_WITHIN_MS, `${workers} workers`, async () => {
          const state = (await rig.driver.inspect()).blue;
          return state?.workers.length === workers && state.workers.every((worker) => worker.isReady);
        });
      }
      claimEqual((await rig.driver.inspect()).split, { blue: 1, green: 0 }, 'the split');
      await claimRefused(rig.driver.scale('blue', 0, 1), 'out_of_range');
      await claimRefused(rig.driver.scale('green', 1, 1), 'colour_empty');
    },
  },
  {
    title: 'a colour with users cannot be drained or stopped; without them it leaves, and leaving twice is once',
    run: async (rig) => {
      await startBoth(rig);
      await claimRefused(rig.driver.drain('blue', 1_000, 1), 'colour_busy');
      await claimRefused(rig.driver.stop('blue', 1), 'colour_busy');
      await rig.driver.drain('green', 1_000, 1);
      await rig.driver.drain('green', 1_000, 1);
      await claimBecomes(
        rig.clock,
        GONE_WITHIN_MS,
        'green to be gone',
        async () => (await rig.driver.inspect()).green === undefined,
      );
      await rig.driver.stop('green', 1);
    },
  },
  {
    title: 'the jobs of one release run at a time',
    run: async ({ driver, releases }) => {
      await driver.setJobs(releases.first, 1);
      await driver.setJobs(releases.second, 1);
      claimEqual((await driver.inspect()).jobsRelease, releases.second, 'the jobs release');
      await driver.setJobs(undefined, 1);
      claimEqual((await driver.inspect()).jobsRelease, undefined, 'the jobs release');
    },
  },
  {
    title: 'a change with a lower fence than one seen before is refused and changes nothing',
    run: async (rig) => {
      const { driver, releases } = rig;
      await startBoth(rig);
      await driver.setJobs(releases.first, 7);
      claimEqual((await driver.inspect()).fence, 7, 'the fence');
      await claimRefused(driver.setTraffic({ split: { blue: 0, green: 1 }, fence: 6 }), 'fenced_off');
      await claimRefused(driver.setJobs(releases.second, 6), 'fenced_off');
      await claimRefused(driver.scale('blue', 2, 6), 'fenced_off');
      await claimRefused(driver.drain('green', 1_000, 6), 'fenced_off');
      await claimRefused(driver.stop('green', 6), 'fenced_off');
      const start = { colour: 'green', release: releases.second, workers: 1, environment: ENVIRONMENT } as const;
      await claimRefused(driver.start({ ...start, fence: 6 }), 'fenced_off');
      claimEqual((await driver.inspect()).split, { blue: 1, green: 0 }, 'the split');
    },
  },
  {
    title: 'logs give the newest lines, no more than asked for',
    run: async (rig) => {
      await startReady(rig, 'blue', rig.releases.first);
      const lines = await rig.driver.logs({ lines: 1 });
      claimEqual(lines.length, 1, 'the number of lines');
    },
  },
  ...driverTrafficContract,
];
