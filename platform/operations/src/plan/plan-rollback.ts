import { OperationsError } from '../errors.ts';
import type { Release } from '../ports/release-store.ts';
import { findLockout } from './data-rules.ts';
import { findRelease } from './find-release.ts';
import { nameOf, shortName } from './notes.ts';
import { allTo, stepsBeforeUsers } from './plan-deployment.ts';
import { activePlacement, idleColour, otherColour, previousRelease, type Situation } from './situation.ts';
import type { Placement, Plan, Step } from './step.ts';

/**
 * Back to a kept release: the named one, or the one before. A warm one takes the users at once; a cold one is started and
 * smoked first. Throws `rollback_refused` with the reason and the way forward when the data no longer permits it,
 * `nothing_to_do` without a release before, `release_unknown` when it is no longer kept.
 */
export function planRollback(situation: Situation, wanted?: string): Plan {
  const active = activePlacement(situation.state);
  if (active === undefined) throw nothingBefore();
  const release = findTarget(situation, active, wanted);
  refuseIfDataMovedOn(situation, release);
  const target: Placement = { colour: otherColour(active.colour), release: release.digest };
  const { drainMs } = situation.environment;
  const isWarm = isWarmWith(situation, active, release);
  const before: readonly Step[] = isWarm
    ? [{ kind: 'check', active, release: release.digest }]
    : [...stepsBeforeUsers(situation, release, active, target)].filter((step) => step.kind !== 'migrate');
  const steps: readonly Step[] = [
    ...before,
    { kind: 'traffic', split: allTo(target.colour) },
    { kind: 'jobs', release: release.digest },
  ];
  return {
    kind: 'rollback',
    environment: situation.environment.name,
    from: active.release,
    to: release.digest,
    notes: [
      `${nameOf(release)} takes over again`,
      isWarm ? 'It is warm: users follow at once' : 'It has left: it is started and smoked first, then users follow',
    ],
    steps: [...steps, { kind: 'retire', colour: active.colour, drainMs }],
    revertSteps: [
      { kind: 'traffic', split: allTo(active.colour) },
      { kind: 'jobs', release: active.release },
      ...(isWarm ? [] : [{ kind: 'retire', colour: target.colour, drainMs } as const]),
    ],
    promotedAt: steps.length,
  };
}

function findTarget(situation: Situation, active: Placement, wanted: string | undefined): Release {
  const digest = wanted ?? previousRelease(situation.history, active.release);
  if (digest === undefined) throw nothingBefore();
  const found = findRelease(situation.releases, digest, active.release);
  if (found.digest !== active.release) return found;
  throw new OperationsError({
    code: 'nothing_to_do',
    message: `${shortName(found)} already has all users.`,
    remedy: 'Name another release, or look at `./ops status`.',
    data: { release: found.digest },
  });
}

function refuseIfDataMovedOn(situation: Situation, release: Release): void {
  const lockout = findLockout(situation, release);
  if (lockout === undefined) return;
  const { contract, alternatives } = lockout;
  const ways = alternatives.map((one) => one.version).join(' or ');
  throw new OperationsError({
    code: 'rollback_refused',
    message: `${release.version} cannot read the data any more: ${contract.id} removed what it needs.`,
    remedy: `Go forward: ${ways === '' ? '' : `roll back only as far as ${ways}, or `}deploy a repaired release. Restoring data from before ${contract.id} would lose every payment made since.`,
    data: { contract: contract.id, alternatives: alternatives.map((one) => one.digest) },
  });
}

function isWarmWith(situation: Situation, active: Placement, release: Release): boolean {
  const idle = idleColour(situation.state, active);
  return idle?.release === release.digest && idle.phase === 'ready';
}

function nothingBefore(): OperationsError {
  return new OperationsError({
    code: 'nothing_to_do',
    message: 'There is no release before this one.',
    remedy: 'Deploy a release with `./ops deploy`.',
  });
}
