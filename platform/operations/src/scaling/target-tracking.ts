/**
 * Autoscaling of the shape of ECS target tracking (Application Auto Scaling, "Target tracking scaling policies"): keep a
 * metric at its target by workers = ceil(current x metric / target), out after a few high readings, in after many low ones.
 */
export interface ScalingPolicy {
  readonly metric: ScalingMetric;
  /** cpu and memory in percent of what a worker may use, requests in answers per second and worker. */
  readonly target: number;
}

export type ScalingMetric = 'cpu' | 'memory' | 'requests';

export interface ScalingSettings {
  /** Out if any policy asks for it, in only if all do. */
  readonly policies: readonly ScalingPolicy[];
  readonly min: number;
  readonly max: number;
  /** Between two readings, in milliseconds. */
  readonly periodMs: number;
  /** Successive readings above target before workers are added. */
  readonly highPeriods: number;
  /** Successive readings below 90 % of target before workers are removed. */
  readonly lowPeriods: number;
  readonly scaleOutCooldownMs: number;
  readonly scaleInCooldownMs: number;
}

export interface ScalingReading {
  readonly atMs: number;
  readonly workers: number;
  /** Average per worker; a metric without a reading is left out, and then nothing is removed. */
  readonly values: Readonly<Partial<Record<ScalingMetric, number>>>;
  /** As on ECS, a deployment under way forbids scaling in, not out. */
  readonly isDeploying: boolean;
}

export interface ScalingState {
  /** Newest last; at most as many as the longer of the two period counts. */
  readonly readings: readonly ScalingReading[];
  readonly lastOutAtMs: number | null;
  readonly lastInAtMs: number | null;
}

export interface ScalingDecision {
  readonly workers: number;
  /** One sentence for the log, also when nothing changes. */
  readonly reason: string;
  readonly state: ScalingState;
}

export const initialScalingState: ScalingState = { readings: [], lastOutAtMs: null, lastInAtMs: null };

const LOW_FRACTION = 0.9;

/** One step of the autoscaler: takes the newest reading, gives the workers wanted from now on (always min..max) and why. */
export function decideScale(settings: ScalingSettings, before: ScalingState, reading: ScalingReading): ScalingDecision {
  const kept = Math.max(settings.highPeriods, settings.lowPeriods);
  const state = { ...before, readings: [...before.readings, reading].slice(-kept) };
  const bounded = clamp(reading.workers, settings);
  if (bounded !== reading.workers) return outside(settings, state, reading, bounded);
  const out = wantedOut(settings, state, reading);
  if (out.workers > reading.workers) return scaleOut(settings, state, reading, out);
  return scaleIn(settings, state, reading);
}

interface Wish {
  readonly workers: number;
  readonly because: string;
}

function outside(
  settings: ScalingSettings,
  state: ScalingState,
  reading: ScalingReading,
  workers: number,
): ScalingDecision {
  const bound = workers > reading.workers ? `min ${settings.min}` : `max ${settings.max}`;
  return {
    workers,
    reason: `${reading.workers} → ${workers} workers: ${bound} of the environment`,
    state: reset(state),
  };
}

function wantedOut(settings: ScalingSettings, state: ScalingState, reading: ScalingReading): Wish {
  let wish: Wish = { workers: reading.workers, because: '' };
  for (const policy of settings.policies) {
    const recent = lastValues(state, policy.metric, settings.highPeriods);
    if (recent === undefined || recent.some((value) => value <= policy.target)) continue;
    const workers = wantedWorkers(reading.workers, mean(recent), policy.target);
    if (workers > wish.workers) wish = { workers, because: describe(policy, mean(recent), settings.highPeriods) };
  }
  return wish;
}

function scaleOut(
  settings: ScalingSettings,
  state: ScalingState,
  reading: ScalingReading,
  wish: Wish,
): ScalingDecision {
  const workers = clamp(wish.workers, settings);
  if (workers === reading.workers) return stay(state, reading, `${wish.because}, and max ${settings.max} is reached`);
  const waitMs = remaining(state.lastOutAtMs, settings.scaleOutCooldownMs, reading.atMs);
  if (waitMs > 0) return stay(state, reading, `${wish.because}, cooling down for another ${seconds(waitMs)}`);
  const reason = `${reading.workers} → ${workers} workers: ${wish.because}`;
  return { workers, reason, state: { ...reset(state), lastOutAtMs: reading.atMs } };
}

function scaleIn(settings: ScalingSettings, state: ScalingState, reading: ScalingReading): ScalingDecision {
  const wishes = settings.policies.map((policy) => wantedIn(settings, policy, state, reading));
  const agreed = wishes.filter((wish) => wish !== undefined);
  if (agreed.length === 0 || agreed.length < wishes.length) return stay(state, reading, 'every metric near its target');
  const most = agreed.reduce((one, other) => (other.workers > one.workers ? other : one));
  const workers = clamp(most.workers, settings);
  if (workers >= reading.workers) return stay(state, reading, `${most.because}, and min ${settings.min} is reached`);
  if (reading.isDeploying) return stay(state, reading, `${most.because}, but a deployment is under way`);
  const waitMs = Math.max(
    remaining(state.lastInAtMs, settings.scaleInCooldownMs, reading.atMs),
    remaining(state.lastOutAtMs, settings.scaleInCooldownMs, reading.atMs),
  );
  if (waitMs > 0) return stay(state, reading, `${most.because}, cooling down for another ${seconds(waitMs)}`);
  const reason = `${reading.workers} → ${workers} workers: ${most.because}`;
  return { workers, reason, state: { ...reset(state), lastInAtMs: reading.atMs } };
}

function wantedIn(
  settings: ScalingSettings,
  policy: ScalingPolicy,
  state: ScalingState,
  reading: ScalingReading,
): Wish | undefined {
  const recent = lastValues(state, policy.metric, settings.lowPeriods);
  if (recent === undefined || recent.some((value) => value >= policy.target * LOW_FRACTION)) return undefined;
  // The highest low reading decides, so that removing workers does not push the metric over its target again.
  const workers = wantedWorkers(reading.workers, Math.max(...recent), policy.target);
  if (workers >= reading.workers && reading.workers > settings.min) return undefined;
  return { workers, because: describe(policy, mean(recent), settings.lowPeriods) };
}

function wantedWorkers(workers: number, value: number, target: number): number {
  return Math.ceil((workers * value) / target - 1e-9);
}

function lastValues(state: ScalingState, metric: ScalingMetric, count: number): readonly number[] | undefined {
  const values = state.readings.slice(-count).map((reading) => reading.values[metric]);
  const known = values.filter((value) => value !== undefined);
  return known.length < count ? undefined : known;
}

function stay(state: ScalingState, reading: ScalingReading, because: string): ScalingDecision {
  return { workers: reading.workers, reason: `${reading.workers} workers stay: ${because}`, state };
}

/** After a change the old readings tell of another number of workers, so they no longer count. */
function reset(state: ScalingState): ScalingState {
  return { ...state, readings: [] };
}

function describe(policy: ScalingPolicy, value: number, periods: number): string {
  const unit = policy.metric === 'requests' ? ' requests/s per worker' : ' %';
  return `${policy.metric} ${value.toFixed(0)}${unit} over ${periods} readings, target ${policy.target}${unit}`;
}

function clamp(workers: number, settings: ScalingSettings): number {
  return Math.min(settings.max, Math.max(settings.min, workers));
}

function remaining(lastAtMs: number | null, cooldownMs: number, nowMs: number): number {
  return lastAtMs === null ? 0 : Math.max(0, lastAtMs + cooldownMs - nowMs);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function seconds(durationMs: number): string {
  return `${Math.ceil(durationMs / 1000)} s`;
}
