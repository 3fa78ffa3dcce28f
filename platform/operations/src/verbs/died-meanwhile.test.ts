import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { claimAllUsersOn } from '../conformance/claim-place.ts';
import { LEASE_TTL_MS } from '../lock/lease.ts';
import type { Colour } from '../ports/driver-state.ts';
import type { OperationsPorts } from '../ports/operations-ports.ts';
import { colourEmpty } from '../ports/refusals.ts';
import { type Behaviour, badUnderTraffic, healthy } from '../simulation/behaviour.ts';
import { operatorAt } from '../simulation/drill.ts';
import { digestOf, type SimulatedPlace, simulatedPlace } from '../simulation/place.ts';
import { deploy } from './deploy.ts';

const seed = Number(process.env.SEED ?? 7);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const next = { revision: '1.1.0', reason: 'a test', isRework: false };

async function placeWith(behaviour: Behaviour): Promise<SimulatedPlace> {
  const releases = [{ version: '1.0.0' }, { version: '1.1.0', behaviour }];
  const place = simulatedPlace({ releases, requestsPerSecond: 400, seed, sha256 });
  await deploy(operatorAt(place), { ...next, revision: '1.0.0' });
  await place.clock.sleep(60_000);
  return place;
}

/** The only worker of a colour dies before each such change of traffic, and is back after three more looks. */
function withDeaths(place: SimulatedPlace, colour: Colour, isAt: (isLeased: boolean) => boolean): OperationsPorts {
  let refusals = 3;
  const setTraffic: SimulatedPlace['driver']['setTraffic'] = async (request) => {
    const isMeant = request.split[colour] > 0 && isAt(request.leaseMs !== undefined);
    if (!isMeant || refusals === 0) return place.driver.setTraffic(request);
    refusals -= 1;
    throw colourEmpty(colour);
  };
  return { ...place, driver: { ...place.driver, setTraffic } };
}

describe('a worker of the old release that dies at the wrong moment', () => {
  it('is waited for by a canary, which then goes on', async () => {
    const place = await placeWith(healthy);
    const { outcome } = await deploy(operatorAt(withDeaths(place, 'blue', (isLeased) => isLeased)), next);
    assert.equal(outcome, 'succeeded');
    await claimAllUsersOn(place, digestOf('1.1.0'));
  });

  it('is waited for on the way back, which ends with all users on it', async () => {
    const place = await placeWith(badUnderTraffic.halfErrors);
    const { outcome } = await deploy(operatorAt(withDeaths(place, 'blue', (isLeased) => !isLeased)), next);
    assert.equal(outcome, 'rolled_back');
    await claimAllUsersOn(place, digestOf('1.0.0'));
  });

  it('is not waited for when it is the candidate that is to get everybody', async () => {
    const place = await placeWith(healthy);
    const { outcome, operation } = await deploy(operatorAt(withDeaths(place, 'green', (isLeased) => !isLeased)), next);
    assert.deepEqual([outcome, operation.failure?.code], ['rolled_back', 'colour_empty']);
    await claimAllUsersOn(place, digestOf('1.0.0'));
  });
});

describe('money that goes wrong while nobody watches a canary', () => {
  it('counts against it for the command that goes on', async () => {
    const place = await placeWith(healthy);
    const wrong = { name: 'ledger balances', holds: false, detail: 'EUR is off by 1' };
    let isWrong = false;
    const metrics: SimulatedPlace['driver']['metrics'] = async (...asked) => {
      const read = await place.driver.metrics(...asked);
      return read && { ...read, invariants: isWrong ? [wrong] : read.invariants };
    };
    const ports = { ...place, driver: { ...place.driver, metrics } };
    const dies = new Error('killed');
    const killed = operatorAt({
      ...ports,
      clock: {
        ...place.clock,
        sleep: async (durationMs: number) => {
          if (((await place.driver.inspect()).split.green ?? 0) > 0) throw dies;
          return place.clock.sleep(durationMs);
        },
      },
      journal: {
        ...place.journal,
        write: async (journal) => {
          if ((await place.driver.inspect()).split.green > 0) throw dies;
          return place.journal.write(journal);
        },
      },
    });
    await assert.rejects(deploy(killed, next), dies);
    isWrong = true;
    await place.clock.sleep(LEASE_TTL_MS);
    const { outcome, operation } = await deploy(operatorAt(ports), next);
    assert.deepEqual([outcome, operation.failure?.code], ['rolled_back', 'verdict_failed']);
    assert.match(operation.failure?.message ?? '', /EUR is off by 1/);
    await claimAllUsersOn(place, digestOf('1.0.0'));
  });
});
