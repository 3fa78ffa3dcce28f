import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { ColourState } from '../../ports/driver-state.ts';
import { operatorAt } from '../../simulation/drill.ts';
import { digestOf, simulatedPlace } from '../../simulation/place.ts';
import { deploy } from '../../verbs/deploy.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A deployment at a driver whose account of the started colour is bent. */
async function deployWith(bend: (state: ColourState) => ColourState) {
  const ports = simulatedPlace({ releases: [{ version: '1.0.0' }], requestsPerSecond: 10, seed: 1, sha256 });
  const inspect = async () => {
    const state = await ports.driver.inspect();
    return state.blue === undefined ? state : { ...state, blue: bend(state.blue) };
  };
  const session = operatorAt({ ...ports, driver: { ...ports.driver, inspect } });
  return deploy(session, { revision: '1.0.0', reason: 'a test', isRework: false });
}

describe('waiting until a release is ready', () => {
  it('does not believe a ready worker that reports another release', async () => {
    const { outcome, operation } = await deployWith((state) => ({
      ...state,
      workers: state.workers.map((worker) =>
        worker.isReady ? { ...worker, reportedRelease: digestOf('0.9.0') } : worker,
      ),
    }));
    assert.deepEqual([outcome, operation.failure?.code], ['failed', 'wrong_version']);
    assert.match(operation.failure?.message ?? '', /blue-1 reports sha256:0\.9\.0/);
  });

  it('waits for every worker, and quotes why one is not ready', async () => {
    const { outcome, operation } = await deployWith((state) => ({
      ...state,
      workers: state.workers.map((worker, index) =>
        index === 0 ? { ...worker, isReady: false, notReadyBecause: 'migrations are not applied' } : worker,
      ),
    }));
    assert.deepEqual([outcome, operation.failure?.code], ['failed', 'not_ready_in_time']);
    assert.match(operation.failure?.message ?? '', /migrations are not applied/);
  });
});
