import { describe, it } from 'node:test';
import { driverContract } from '../conformance/driver.contract.ts';
import type { DriverRig } from '../conformance/driver-rig.ts';
import { type Behaviour, healthy } from './behaviour.ts';
import { simulatedClock } from './clock.ts';
import { simulatedMachine } from './machine.ts';
import { seededRandom } from './random.ts';

function openRig(): DriverRig {
  const clock = simulatedClock();
  const behaviours = new Map<string, Behaviour>([
    ['sha256:first', healthy],
    ['sha256:second', healthy],
    ['sha256:crashing', { ...healthy, boot: 'crashed' }],
    ['sha256:lying', { ...healthy, boot: 'wrong_version' }],
    ['sha256:smoking', { ...healthy, smokeFailures: ['GET /version answers 500'] }],
  ]);
  const machine = simulatedMachine({ clock, random: seededRandom(1), requestsPerSecond: 0, behaviours });
  const releases = {
    first: 'sha256:first',
    second: 'sha256:second',
    crashing: 'sha256:crashing',
    lying: 'sha256:lying',
    smoking: 'sha256:smoking',
  };
  return { driver: machine, clock, releases, sendRequests: machine.sendRequests };
}

describe('driver contract: simulated machine', () => {
  for (const contractCase of driverContract) it(contractCase.title, () => contractCase.run(openRig()));
});
