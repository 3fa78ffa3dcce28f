import { OperationsError } from '../errors.ts';
import type { Colour, TrafficSplit } from '../ports/driver-state.ts';
import type { Release } from '../ports/release-store.ts';
import { defaultVerdictSettings } from '../verdict/settings.ts';
import { decideContracts, findLockout, pending } from './data-rules.ts';
import { deploymentNotes, shortName } from './notes.ts';
import { activePlacement, idleColour, otherColour, type Situation } from './situation.ts';
import type { BakeStep, CanaryStep, Placement, Plan, Step } from './step.ts';

const FIRST_READS = 20;

/**
 * The whole of a deployment as data. Throws `already_deployed` when the release has the users and nothing is left to do,
 * `schema_too_new` when the data has moved past it, `traffic_mismatch` when users are split without a reason.
 */
export function planDeployment(situation: Situation, release: Release): Plan {
  const active = activePlacement(situation.state);
  const previous = situation.releases.find((one) => one.digest === active?.release);
  refuseLockedOut(situation, release);
  const contracts = decideContracts(situation, release, previous);
  const allowed = contracts.filter((one) => one.blockedBecause === undefined).map((one) => one.migration.id);
  const base = {
    kind: 'deployment',
    environment: situation.environment.name,
    from: active?.release ?? null,
    to: release.digest,
    notes: deploymentNotes(situation, release, previous, contracts),
  } as const;
  if (active?.release === release.digest) return contractOnly(base, active, allowed, release);
  const target: Placement = {
    colour: active === undefined ? 'blue' : otherColour(active.colour),
    release: release.digest,
  };
  const before = [...stepsBeforeUsers(situation, release, active, target)];
  const change = active === undefined ? firstUsers(target) : stepsWithUsers(situation, release, active, target);
  const steps = [...before, ...change];
  return {
    ...base,
    steps: [...steps, ...stepsAfterwards(situation, active, target, allowed)],
    revertSteps: revertSteps(situation, active, target),
    promotedAt: steps.length,
  };
}

/** All users to one colour. */
export function allTo(colour: Colour): TrafficSplit {
  return colour === 'blue' ? { blue: 1, green: 0 } : { blue: 0, green: 1 };
}

/** What has to be true, and to be gone, before a release is started in a colour; then that it is up and sound. */
export function* stepsBeforeUsers(
  situation: Situation,
  release: Release,
  active: Placement | undefined,
  target: Placement,
): Generator<Step> {
  const { environment, state } = situation;
  const workers = Math.max(
    environment.scaling.min,
    active === undefined ? 0 : (state[active.colour]?.wantedWorkers ?? 0),
  );
  const drainMs = environment.drainMs;
  yield { kind: 'check', active, release: release.digest };
  const leftover = idleColour(state, active);
  if (leftover !== undefined) yield { kind: 'retire', colour: leftover.colour, drainMs };
  const expand = pending(situation, release, 'expand').map((one) => one.id);
  if (expand.length > 0) yield { kind: 'migrate', phase: 'expand', ids: expand, release: release.digest };
  yield { kind: 'start', target, workers };
  yield { kind: 'await-ready', target, workers, timeoutMs: environment.readyTimeoutMs };
  // Where nobody is served yet, nobody is better served by waiting for a warm process.
  const readsEach =
    active === undefined ? Math.min(FIRST_READS, environment.warmUpRequests) : environment.warmUpRequests;
  yield { kind: 'smoke', colour: target.colour, warmUpRequests: readsEach * workers };
}

function* stepsWithUsers(
  situation: Situation,
  release: Release,
  baseline: Placement,
  candidate: Placement,
): Generator<Step> {
  const { environment } = situation;
  const falseAlarmChance = defaultVerdictSettings.falseAlarmChance / (environment.canary.length + 1);
  const common = { candidate, baseline, pollMs: environment.pollMs, falseAlarmChance };
  for (const stage of environment.canary) {
    const { leaseMs, whenInconclusive } = environment;
    yield { kind: 'canary', ...common, ...stage, leaseMs, whenInconclusive } satisfies CanaryStep;
  }
  yield { kind: 'traffic', split: allTo(candidate.colour) };
  yield { kind: 'jobs', release: candidate.release };
  const backfill = pending(situation, release, 'backfill').map((one) => one.id);
  if (backfill.length > 0) yield { kind: 'migrate', phase: 'backfill', ids: backfill, release: release.digest };
  if (environment.bakeMs > 0) yield { kind: 'bake', ...common, durationMs: environment.bakeMs } satisfies BakeStep;
}

function* firstUsers(target: Placement): Generator<Step> {
  yield { kind: 'traffic', split: allTo(target.colour) };
  yield { kind: 'jobs', release: target.release };
}

function* stepsAfterwards(
  situation: Situation,
  active: Placement | undefined,
  target: Placement,
  contracts: readonly string[],
): Generator<Step> {
  const { environment, releases } = situation;
  if (active !== undefined) yield { kind: 'retire', colour: active.colour, drainMs: environment.drainMs };
  if (contracts.length > 0) yield { kind: 'migrate', phase: 'contract', ids: contracts, release: target.release };
  const inUse = [target.release, ...(active === undefined ? [] : [active.release])];
  const others = releases.map((one) => one.digest).filter((digest) => !inUse.includes(digest));
  const keep = [...inUse, ...others].slice(0, Math.max(environment.keptReleases, inUse.length));
  yield { kind: 'prune', keep };
}

function revertSteps(situation: Situation, active: Placement | undefined, target: Placement): readonly Step[] {
  const { drainMs } = situation.environment;
  const split = active === undefined ? { blue: 0, green: 0 } : allTo(active.colour);
  return [
    { kind: 'traffic', split },
    { kind: 'jobs', release: active?.release ?? null },
    { kind: 'retire', colour: target.colour, drainMs },
  ];
}

function contractOnly(
  base: Omit<Plan, 'steps' | 'revertSteps' | 'promotedAt'>,
  active: Placement,
  contracts: readonly string[],
  release: Release,
): Plan {
  if (contracts.length === 0) {
    throw new OperationsError({
      code: 'already_deployed',
      message: `${shortName(release)} already has all users.`,
      remedy: 'Name another revision, or look at `./ops status`.',
      data: { release: active.release },
    });
  }
  const steps: readonly Step[] = [
    { kind: 'check', active, release: active.release },
    { kind: 'migrate', phase: 'contract', ids: contracts, release: active.release },
  ];
  return { ...base, steps, revertSteps: [], promotedAt: 0 };
}

function refuseLockedOut(situation: Situation, release: Release): void {
  const lockout = findLockout(situation, release);
  if (lockout === undefined) return;
  const { contract, alternatives } = lockout;
  throw new OperationsError({
    code: 'schema_too_new',
    message: `The data went through ${contract.id}, after which ${release.version} cannot read it.`,
    remedy: `Deploy a release that knows ${contract.requires ?? contract.id}${nameAll(alternatives)}.`,
    data: { contract: contract.id, alternatives: alternatives.map((one) => one.digest) },
  });
}

function nameAll(releases: readonly Release[]): string {
  return releases.length === 0 ? '' : `, such as ${releases.map((one) => one.version).join(' or ')}`;
}
