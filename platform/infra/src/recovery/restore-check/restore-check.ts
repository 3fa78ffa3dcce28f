/** What EventBridge says of a restore that AWS Backup did for a rehearsal. */
export interface RestoreEvent {
  readonly detail: { readonly restoreJobId: string };
}

export interface RestoreJob {
  /** The bucket that was made for the rehearsal. */
  readonly restored: string;
  readonly original: string;
  /** The moment that was restored. */
  readonly at: Date;
  readonly minutes: number;
}

export interface StoredObject {
  readonly key: string;
  readonly version?: string;
}

/** Both buckets, and AWS Backup, as a check of a restore sees them. */
export interface Vault {
  job(id: string): Promise<RestoreJob>;
  /** What the bucket held at that moment; at most `max`, by key. */
  heldAt(bucket: string, at: Date, max: number): Promise<readonly StoredObject[]>;
  holds(bucket: string, max: number): Promise<readonly StoredObject[]>;
  /** SHA-256 of the content. */
  digest(bucket: string, object: StoredObject): Promise<string>;
  report(id: string, isGood: boolean, message: string): Promise<void>;
}

export interface RestoreCheckNeeds {
  readonly vault: Vault;
  readonly environment: string;
  readonly now: () => number;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** As alarms know them. */
export const RESTORE_FIGURES = ['RestoresVerified', 'RestoresFailed', 'RestoreMinutes'] as const;

const OBJECTS_MAX = 50_000;
// Every one of a small bucket; of a large one as many as can be read within the time of a function, evenly spread.
const DIGESTS_MAX = 500;
const AT_ONCE = 10;
const SHOWN_MAX = 3;

/**
 * Whether what was restored is what was there: every key, and the content byte for byte. The verdict goes to AWS Backup, which
 * then removes what it restored, and into metrics whose silence is an alarm.
 */
export async function restoreCheck({ detail }: RestoreEvent, needs: RestoreCheckNeeds): Promise<void> {
  const { vault, log, now, environment } = needs;
  const { restoreJobId } = detail;
  const job = await vault.job(restoreJobId);
  const problem = await problemWith(job, vault).catch((error: unknown) => `could not be checked: ${messageOf(error)}`);
  log({
    ...metricsOf({ environment, at: now(), isGood: problem === undefined, minutes: job.minutes }),
    message: problem ?? 'restored as it was',
    restoreJobId,
    bucket: job.original,
    moment: job.at.toISOString(),
  });
  await vault.report(
    restoreJobId,
    problem === undefined,
    problem ?? `Every object of ${job.at.toISOString()} is there.`,
  );
}

async function problemWith({ restored, original, at }: RestoreJob, vault: Vault): Promise<string | undefined> {
  const [wanted, found] = await Promise.all([
    vault.heldAt(original, at, OBJECTS_MAX),
    vault.holds(restored, OBJECTS_MAX),
  ]);
  if (wanted.length === 0) return 'nothing was there to restore: an empty rehearsal proves nothing';
  const keys = new Set(found.map(({ key }) => key));
  const missing = wanted.filter(({ key }) => !keys.has(key));
  if (missing.length > 0) return `${missing.length} of ${wanted.length} objects are missing: ${shown(missing)}`;
  const known = new Set(wanted.map(({ key }) => key));
  const foreign = wanted.length < OBJECTS_MAX ? found.filter(({ key }) => !known.has(key)) : [];
  if (foreign.length > 0) return `${foreign.length} objects are there that were not: ${shown(foreign)}`;
  const damaged = await damagedOf(spread(wanted, DIGESTS_MAX), { restored, original, vault });
  return damaged.length === 0 ? undefined : `${damaged.length} objects have another content: ${shown(damaged)}`;
}

interface Buckets {
  readonly restored: string;
  readonly original: string;
  readonly vault: Vault;
}

async function damagedOf(objects: readonly StoredObject[], { restored, original, vault }: Buckets) {
  const damaged: StoredObject[] = [];
  for (let start = 0; start < objects.length; start += AT_ONCE) {
    const checked = objects.slice(start, start + AT_ONCE).map(async (object) => {
      const [was, is] = await Promise.all([
        vault.digest(original, object),
        vault.digest(restored, { key: object.key }),
      ]);
      if (was !== is) damaged.push(object);
    });
    await Promise.all(checked);
  }
  return damaged;
}

function spread<Item>(items: readonly Item[], max: number): readonly Item[] {
  const step = Math.max(1, items.length / max);
  return Array.from({ length: Math.min(items.length, max) }, (_, index) => items[Math.floor(index * step)] as Item);
}

function shown(objects: readonly StoredObject[]): string {
  return objects
    .slice(0, SHOWN_MAX)
    .map(({ key }) => key)
    .join(', ');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A line of a log that CloudWatch reads as metrics (embedded metric format). */
function metricsOf({
  environment,
  at,
  isGood,
  minutes,
}: {
  environment: string;
  at: number;
  isGood: boolean;
  minutes: number;
}) {
  return {
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: 'SharedPayments',
          Dimensions: [['environment']],
          Metrics: RESTORE_FIGURES.map((Name) => ({ Name })),
        },
      ],
    },
    environment,
    RestoresVerified: isGood ? 1 : 0,
    RestoresFailed: isGood ? 0 : 1,
    RestoreMinutes: minutes,
  };
}
