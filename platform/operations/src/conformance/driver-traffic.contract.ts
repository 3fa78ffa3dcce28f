import { type ContractCase, claim, claimBecomes, claimEqual, claimRefused } from './claim.ts';
import { type DriverRig, startBoth, startReady } from './driver-rig.ts';

const COUNTED_WITHIN_MS = 3_000;
const LAPSED_WITHIN_MS = 2_000;

/** What every driver must do with users: shares, leases, figures. Part of `driverContract`. */
export const driverTrafficContract: readonly ContractCase<DriverRig>[] = [
  {
    title: 'all users follow a switch at once, and back',
    run: async (rig) => {
      const { driver, releases } = rig;
      await startBoth(rig);
      claimEqual(await rig.sendRequests(20), { [releases.first]: 20 }, 'the answers before');
      await driver.setTraffic({ split: { blue: 0, green: 1 }, fence: 1 });
      claimEqual(await rig.sendRequests(20), { [releases.second]: 20 }, 'the answers after');
      await driver.setTraffic({ split: { blue: 1, green: 0 }, fence: 1 });
      claimEqual(await rig.sendRequests(20), { [releases.first]: 20 }, 'the answers after the way back');
    },
  },
  {
    title: 'a share of 25 % sends about a quarter of new connections to the candidate',
    run: async (rig) => {
      await startBoth(rig);
      await rig.driver.setTraffic({ split: { blue: 0.75, green: 0.25 }, fence: 1 });
      const answers = await rig.sendRequests(400);
      const share = (answers[rig.releases.second] ?? 0) / 400;
      claim(share > 0.15 && share < 0.35, `a share near 25 %, got ${(share * 100).toFixed(1)} %`);
    },
  },
  {
    title: 'shares that do not sum to 1, or go to a colour that is not ready, are refused',
    run: async (rig) => {
      await startReady(rig, 'blue', rig.releases.first);
      await claimRefused(rig.driver.setTraffic({ split: { blue: 0.5, green: 0 }, fence: 1 }), 'out_of_range');
      await claimRefused(rig.driver.setTraffic({ split: { blue: 0.9, green: 0.1 }, fence: 1 }), 'colour_empty');
      claimEqual((await rig.driver.inspect()).split, { blue: 0, green: 0 }, 'the split');
    },
  },
  {
    title: 'a leased share falls back by itself to the split before it when nobody renews it',
    run: async (rig) => {
      const { driver, clock } = rig;
      await startBoth(rig);
      for (const share of [0.1, 0.5]) {
        await driver.setTraffic({ split: { blue: 1 - share, green: share }, leaseMs: 600, fence: 1 });
        await clock.sleep(300);
      }
      claimEqual((await driver.inspect()).split, { blue: 0.5, green: 0.5 }, 'the split while leased');
      claimEqual((await driver.inspect()).lease?.fallback, { blue: 1, green: 0 }, 'the fallback');
      await claimBecomes(clock, LAPSED_WITHIN_MS, 'the split before the lease', async () => {
        const { split, lease } = await driver.inspect();
        return split.blue === 1 && split.green === 0 && lease === undefined;
      });
      claimEqual(await rig.sendRequests(10), { [rig.releases.first]: 10 }, 'the answers');
    },
  },
  {
    title: 'metrics count the requests of users since a colour first had some, and none before',
    run: async (rig) => {
      const { driver, clock } = rig;
      await startBoth(rig);
      await rig.sendRequests(30);
      claimEqual((await driver.metrics('green'))?.ageMs, 0, 'the age of a colour without users');
      await claimBecomes(clock, COUNTED_WITHIN_MS, '30 counted requests', async () => {
        return ((await driver.metrics('blue'))?.requests ?? 0) >= 30;
      });
      const reading = await driver.metrics('blue');
      const counted = (reading?.latency.counts ?? []).reduce((sum, count) => sum + count, 0);
      claimEqual(counted, reading?.requests, 'the requests in the histogram');
      claimEqual(reading?.latency.counts.length, (reading?.latency.boundsMs.length ?? 0) + 1, 'the buckets');
      claim((reading?.memoryBytes ?? 0) > 0 && reading?.release === rig.releases.first, 'memory and release');
    },
  },
  {
    title: 'metrics can be asked for an earlier age, and keep growing',
    run: async (rig) => {
      const { driver, clock } = rig;
      await startBoth(rig);
      for (let second = 0; second < 4; second += 1) {
        await rig.sendRequests(10);
        await clock.sleep(1_000);
      }
      const early = await driver.metrics('blue', 1_500);
      const now = await driver.metrics('blue');
      claim(early !== undefined && Math.abs(early.ageMs - 1_500) <= 1_000, 'a reading near 1.5 s');
      claim((early?.requests ?? 0) <= (now?.requests ?? 0), 'counters that do not fall');
      claimEqual(await driver.metrics('blue', 3_600_000), undefined, 'a reading of an age not reached');
    },
  },
  {
    title: 'synthetic requests reach each running colour and count',
    run: async (rig) => {
      const { driver, clock } = rig;
      await startBoth(rig);
      const before = [await driver.metrics('blue'), await driver.metrics('green')].map((one) => one?.requests ?? 0);
      await driver.sendSyntheticRequests(20);
      await claimBecomes(clock, COUNTED_WITHIN_MS, '20 more requests in each colour', async () => {
        const after = [await driver.metrics('blue'), await driver.metrics('green')].map((one) => one?.requests ?? 0);
        return after.every((count, index) => count >= (before[index] ?? 0) + 20);
      });
    },
  },
];
