import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { claimAllUsersOn } from '../conformance/claim-place.ts';
import { LEASE_TTL_MS } from '../lock/lease.ts';
import type { DriverState } from '../ports/driver-state.ts';
import type { OperationResult } from '../run/run-operation.ts';
import { type Behaviour, badUnderTraffic, healthy } from '../simulation/behaviour.ts';
import { drillEnvironment, operatorAt } from '../simulation/drill.ts';
import { type Death, mortalPorts } from '../simulation/mortal.ts';
import { digestOf, type SimulatedPlace, simulatedPlace } from '../simulation/place.ts';
import { abort } from './abort.ts';
import { deploy } from './deploy.ts';
import { rollback } from './rollback.ts';
import type { Session } from './session.ts';

const seed = Number(process.env.SEED ?? 11);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Half of the users at once, so that the verdict comes after few polls: what counts here is every step, not every poll. */
const environment = { ...drillEnvironment, canary: [{ share: 0.5, minMs: 1_000, maxMs: 60_000 }], bakeMs: 2_000 };
const migrations = [
  { id: 'add-note', phase: 'expand' },
  { id: 'fill-note', phase: 'backfill' },
] as const;

async function freshPlace(behaviour: Behaviour): Promise<SimulatedPlace> {
  const releases = [
    { version: '1.0.0' },
    { version: '1.1.0', behaviour, migrations },
    { version: '1.2.0', migrations },
  ];
  const place = simulatedPlace({ releases, requestsPerSecond: 400, seed, sha256 });
  await deploy(operatorAt(place, environment), { revision: '1.0.0', reason: 'first', isRework: false });
  await place.clock.sleep(10_000);
  return place;
}

/** After this long without a heartbeat the next command waits for the lease instead of refusing. */
const SILENT_MS = 8_000;
const RECOVERED_WITHIN_MS = 30_000;

type Command = (session: Session) => Promise<OperationResult>;
const deployNew: Command = (session) => deploy(session, { revision: '1.1.0', reason: 'new', isRework: false });
const deployNext: Command = (session) => deploy(session, { revision: '1.2.0', reason: 'next', isRework: false });
const goBack: Command = (session) => rollback(session, { reason: 'back' });
const takeBack: Command = (session) => abort(session, 'its command died');

async function countCalls(behaviour: Behaviour, prepare: Command | undefined, command: Command): Promise<number> {
  const place = await freshPlace(behaviour);
  await prepare?.(operatorAt(place, environment));
  const mortal = mortalPorts(place, { atCall: Number.POSITIVE_INFINITY, when: 'before' });
  await command(operatorAt(mortal.ports, environment));
  return mortal.calls();
}

interface Kill {
  readonly behaviour: Behaviour;
  readonly prepare?: Command;
  readonly command: Command;
  readonly next: Command;
  /** Versions that may have the users in the end. */
  readonly endsOn: (result: OperationResult | undefined, state: DriverState) => string;
}

async function killAndGoOn(kill: Kill, death: Death, at: { name: string }): Promise<void> {
  const place = await freshPlace(kill.behaviour);
  await kill.prepare?.(operatorAt(place, environment));
  const mortal = mortalPorts(place, death);
  await Promise.race([kill.command(operatorAt(mortal.ports, environment)).catch(() => undefined), mortal.died]);
  at.name = mortal.lastCall();
  const session = operatorAt(place, environment, 'ben');
  const killedAtMs = place.clock.nowMs();
  await place.clock.sleep(SILENT_MS);
  const told = await kill.next(session).catch((error: unknown) => refusalOf(error));
  const lease = await place.lock.read();
  assert.ok((lease?.acquiredAtMs ?? 0) - killedAtMs <= RECOVERED_WITHIN_MS, 'the stale lease was recovered in time');
  await place.clock.sleep(LEASE_TTL_MS);
  await claimAllUsersOn(
    place,
    digestOf(kill.endsOn(typeof told === 'string' ? undefined : told, await place.driver.inspect())),
  );
  assert.equal(place.driver.tally().lost, 0, 'no user met nobody');
}

function refusalOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'already_deployed' || code === 'nothing_to_do') return code;
  throw error;
}

async function killEverywhere(kill: Kill): Promise<number> {
  const calls = await countCalls(kill.behaviour, kill.prepare, kill.command);
  for (let atCall = 1; atCall <= calls; atCall += 1) {
    for (const when of ['before', 'after'] as const) {
      const at = { name: '' };
      try {
        await killAndGoOn(kill, { atCall, when }, at);
      } catch (error) {
        throw new Error(`killed ${when} call ${atCall} of ${calls}, ${at.name} (seed ${seed})`, { cause: error });
      }
    }
  }
  return 2 * calls;
}

describe('a command killed at every call of a port, before and after its effect', () => {
  it('is resumed by the same deployment: the new release has all users in the end', async (test) => {
    const kills = await killEverywhere({
      behaviour: healthy,
      command: deployNew,
      next: deployNew,
      endsOn: () => '1.1.0',
    });
    test.diagnostic(`${kills} kills, seed ${seed}`);
    assert.ok(kills > 100);
  });

  it('is reverted by the deployment of another release, which then goes on from a sound place', async (test) => {
    const kills = await killEverywhere({
      behaviour: healthy,
      command: deployNew,
      next: deployNext,
      endsOn: () => '1.2.0',
    });
    test.diagnostic(`${kills} kills, seed ${seed}`);
  });

  it('still ends on the old release when the new one is bad, whoever finishes it', async (test) => {
    const kills = await killEverywhere({
      behaviour: badUnderTraffic.halfErrors,
      command: deployNew,
      next: deployNew,
      endsOn: () => '1.0.0',
    });
    test.diagnostic(`${kills} kills, seed ${seed}`);
  });

  it('is resumed by the next rollback, and goes back exactly once', async (test) => {
    const kills = await killEverywhere({
      behaviour: healthy,
      prepare: deployNew,
      command: goBack,
      next: async (session) => {
        const isBack = (await session.ports.driver.inspect()).jobsRelease === digestOf('1.0.0');
        const isUnderWay = (await session.ports.journal.read())?.operation !== undefined;
        return isBack && !isUnderWay
          ? deploy(session, { revision: '1.0.0', reason: 'is there', isRework: false })
          : goBack(session);
      },
      endsOn: () => '1.0.0',
    });
    test.diagnostic(`${kills} kills, seed ${seed}`);
  });

  it('is taken back by an abort, or finished where it is too late for that', async (test) => {
    const outcomes: Record<string, number> = {};
    const kills = await killEverywhere({
      behaviour: healthy,
      command: deployNew,
      next: async (session) => {
        const result = await takeBack(session).catch((error: { code?: string }) => {
          if (error.code === 'rollback_refused') return deployNew(session);
          throw error;
        });
        outcomes[result.outcome] = (outcomes[result.outcome] ?? 0) + 1;
        return result;
      },
      endsOn: (result, place) => {
        const isDeployed =
          result === undefined ? place.jobsRelease === digestOf('1.1.0') : result.outcome === 'succeeded';
        return isDeployed ? '1.1.0' : '1.0.0';
      },
    });
    test.diagnostic(`${kills} kills, ${JSON.stringify(outcomes)}, seed ${seed}`);
    assert.ok((outcomes.rolled_back ?? 0) > 50 && (outcomes.succeeded ?? 0) > 0);
  });
});
