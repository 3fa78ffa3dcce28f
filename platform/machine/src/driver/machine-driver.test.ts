import { describe, it } from 'node:test';
import { type DriverRig, driverContract } from '@shared-payments/operations';
import { askOnce, openMachineRig, realClock } from './testing/open-rig.ts';

const releases = {
  first: 'sha256:first',
  second: 'sha256:second',
  crashing: 'sha256:crashing',
  lying: 'sha256:lying',
  smoking: 'sha256:smoking',
};

const behaviours = {
  [releases.first]: {},
  [releases.second]: {},
  [releases.crashing]: { boot: 'crash' },
  [releases.lying]: { boot: 'lie' },
  [releases.smoking]: { isSmoking: true },
} as const;

describe('driver contract: a machine with real processes', { concurrency: 4 }, () => {
  for (const contractCase of driverContract) {
    it(contractCase.title, async () => {
      const { driver, close } = await openMachineRig(behaviours);
      const sendRequests = async (count: number) => {
        const answers: Record<string, number> = {};
        for (let sent = 0; sent < count; sent += 1) {
          const { version } = await askOnce(driver.url);
          answers[version] = (answers[version] ?? 0) + 1;
        }
        return answers;
      };
      const rig: DriverRig = { driver, clock: realClock, releases, sendRequests };
      await contractCase.run(rig).finally(close);
    });
  }
});
