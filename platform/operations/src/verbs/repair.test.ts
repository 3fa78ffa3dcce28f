import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { environments } from '../environments.ts';
import { OperationsError } from '../errors.ts';
import { findChainBreak } from '../ledger/chain.ts';
import type { BalancerState, RuleName, Weights } from '../ports/balancer.ts';
import { operatorAt } from '../simulation/drill.ts';
import { mortalPorts } from '../simulation/mortal.ts';
import { type SimulatedPlace, simulatedPlace } from '../simulation/place.ts';
import { repair } from './repair.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const RIGHT = { green: 100 };
// More calls than a repair makes.
const CALLS_MAX = 200;

/** A place behind a balancer whose two rules send everybody to blue, though green was asked for. */
function lostPlace() {
  const live: Record<RuleName, Weights> = { production: { blue: 100, green: 0 }, test: { blue: 100, green: 0 } };
  const writes: RuleName[] = [];
  const state = (): BalancerState => ({
    rollout: { id: 'second', status: 'SUCCESSFUL', stage: undefined, isUnderWay: false },
    revisions: [
      { id: 'new', group: 'green', wantedTasks: 3, runningTasks: 3, wanted: { production: 100, test: 100 } },
      { id: 'old', group: 'blue', wantedTasks: 0, runningTasks: 0, wanted: { production: 0, test: 0 } },
    ],
    live: { ...live },
    groups: [
      { name: 'blue', targets: 0, healthyTargets: 0 },
      { name: 'green', targets: 3, healthyTargets: 3 },
    ],
  });
  const balancer = {
    read: async () => state(),
    setWeights: async (rule: RuleName, weights: Weights) => {
      writes.push(rule);
      live[rule] = weights;
    },
  };
  const place = { ...simulatedPlace({ releases: [], requestsPerSecond: 0, seed: 1, sha256 }), balancer };
  return { place: place as SimulatedPlace, live, writes };
}

/** Kills a repair at one call of a port, lets its lock lapse, and runs it again; false when it had ended before that call. */
async function repairAfterDeath(atCall: number, when: 'before' | 'after'): Promise<boolean> {
  const { place, live } = lostPlace();
  const mortal = mortalPorts(place, { atCall, when });
  const first = repair(operatorAt(mortal.ports, environments.production), 'first try').then(() => 'ended' as const);
  const end = await Promise.race([first, mortal.died.then(() => 'died' as const)]);
  if (end === 'ended') return false;
  const at = `${when} call ${atCall}, ${mortal.lastCall()}`;
  await place.clock.sleep(60_000);
  try {
    const { outcome } = await repair(operatorAt(place, environments.production), 'second try');
    assert.equal(outcome, 'succeeded', at);
  } catch (error) {
    // The first one had done and written everything.
    assert.ok(error instanceof OperationsError && error.code === 'nothing_to_do', `${at}: ${error}`);
  }
  assert.deepEqual([live.production, live.test], [RIGHT, RIGHT], at);
  const records = await place.ledger.read(1);
  assert.deepEqual(
    records.map(({ kind, outcome }) => `${kind} ${outcome}`),
    ['repair succeeded'],
    at,
  );
  assert.equal(findChainBreak(records, sha256), undefined, at);
  assert.equal((await place.journal.read())?.operation, undefined, at);
  return true;
}

describe('a repair of the listener rules', () => {
  it('writes each rule once, users first', async () => {
    const { place, writes } = lostPlace();
    await repair(operatorAt(place, environments.production), 'a test');
    assert.deepEqual(writes, ['production', 'test']);
  });

  for (const when of ['before', 'after'] as const) {
    it(`that is killed ${when} any call of a port is finished by the next one, with one record`, async () => {
      let deaths = 0;
      for (let call = 1; call < CALLS_MAX && (await repairAfterDeath(call, when)); call += 1) deaths = call;
      assert.ok(deaths > 15 && deaths < CALLS_MAX - 1, `${deaths} calls`);
    });
  }
});
