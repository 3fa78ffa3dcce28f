import type { LedgerRecord } from './record.ts';

/** DORA's five figures over a stretch of time; null where there is nothing to compute them from. Times in milliseconds. */
export interface DoraFigures {
  readonly fromMs: number;
  readonly toMs: number;
  /** Deployments that got all users. */
  readonly deployments: number;
  readonly deploymentsPerDay: number;
  /** Median time from the commit to its users. */
  readonly leadTimeMs: number | null;
  /** Deployments that users suffered from and that were taken back or repaired, out of all that users met. */
  readonly changeFailureRate: number | null;
  /** Median time from the failing deployment to the end of what took it back or repaired it. */
  readonly recoveryTimeMs: number | null;
  /** Deployments that only repaired an earlier one, out of all. */
  readonly reworkRate: number | null;
}

const DAY_MS = 86_400_000;

/**
 * From the ledger's records of one environment; definitions after DORA's "software delivery performance metrics" (2024
 * onwards, with rework rate). An attempt that no user met is a gate at work, not a failed change; what a proof or a drill did
 * is no change at all.
 */
export function doraFigures(
  records: readonly LedgerRecord[],
  environment: string,
  fromMs: number,
  toMs: number,
): DoraFigures {
  const all = records.filter((record) => record.environment === environment && !isTrial(record));
  const metUsers = all.filter(
    (record) => isWithin(record, fromMs, toMs) && isDeployment(record) && record.outcome !== 'failed',
  );
  const succeeded = metUsers.filter((record) => record.outcome === 'succeeded');
  const failures = metUsers.flatMap((record) => {
    const recoveredAtMs = recoveryOf(all, record);
    return recoveredAtMs === undefined ? [] : [recoveredAtMs - failedSinceMs(record)];
  });
  return {
    fromMs,
    toMs,
    deployments: succeeded.length,
    deploymentsPerDay: succeeded.length / Math.max((toMs - fromMs) / DAY_MS, 1 / 24),
    leadTimeMs: median(succeeded.flatMap(leadTimeOf)),
    changeFailureRate: metUsers.length === 0 ? null : failures.length / metUsers.length,
    recoveryTimeMs: median(failures),
    reworkRate:
      succeeded.length === 0 ? null : succeeded.filter((one) => one.data.isRework === true).length / succeeded.length,
  };
}

/** When users were well again after a deployment; undefined if they never were unwell. */
function recoveryOf(records: readonly LedgerRecord[], deployment: LedgerRecord): number | undefined {
  if (deployment.outcome === 'rolled_back') return deployment.endedAtMs;
  const next = records.find(
    (record) => record.seq > deployment.seq && record.outcome === 'succeeded' && isChange(record),
  );
  const isTakenBack = next?.kind === 'rollback' && next.data.from === deployment.data.to;
  const isRepaired = next?.kind === 'deployment' && next.data.isRework === true;
  return isTakenBack || isRepaired ? next.endedAtMs : undefined;
}

/** A rolled back one hurt users from the first share it got; any other from the moment it had them all. */
function failedSinceMs(deployment: LedgerRecord): number {
  if (deployment.outcome === 'succeeded') return deployment.endedAtMs;
  const steps = Array.isArray(deployment.data.steps) ? deployment.data.steps : [];
  const first = steps.find((step) => step?.kind === 'canary' || step?.kind === 'traffic');
  return typeof first?.beganAtMs === 'number' ? first.beganAtMs : deployment.startedAtMs;
}

function leadTimeOf(record: LedgerRecord): readonly number[] {
  const { committedAtMs } = record.data;
  return typeof committedAtMs === 'number' ? [record.endedAtMs - committedAtMs] : [];
}

/** Records from before the mark have none, and count. */
function isTrial({ data }: LedgerRecord): boolean {
  return data.during !== undefined;
}

function isDeployment(record: LedgerRecord): boolean {
  return record.kind === 'deployment';
}

function isChange(record: LedgerRecord): boolean {
  return record.kind === 'deployment' || record.kind === 'rollback';
}

function isWithin(record: LedgerRecord, fromMs: number, toMs: number): boolean {
  return record.endedAtMs > fromMs && record.endedAtMs <= toMs;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
