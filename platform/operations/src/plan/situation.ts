import type { Environment } from '../environments.ts';
import { OperationsError } from '../errors.ts';
import type { LedgerRecord } from '../ledger/record.ts';
import type { Colour, ColourState, DriverState } from '../ports/driver-state.ts';
import type { OperationsPorts } from '../ports/operations-ports.ts';
import type { Release } from '../ports/release-store.ts';
import type { Placement } from './step.ts';

/** Everything a plan is made from, read once. */
export interface Situation {
  readonly environment: Environment;
  readonly nowMs: number;
  readonly driver: string;
  readonly state: DriverState;
  /** Newest first. */
  readonly releases: readonly Release[];
  readonly appliedMigrations: readonly string[];
  /** The newest records, oldest first. */
  readonly history: readonly LedgerRecord[];
  /** Fingerprints of the settings as they are now, by name. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Far more than the releases that are kept: what lies further back cannot be returned to. */
const HISTORY_RECORDS = 1_000;

export async function readSituation(ports: OperationsPorts, environment: Environment): Promise<Situation> {
  const lastSeq = (await ports.ledger.last())?.seq ?? 0;
  const [state, releases, appliedMigrations, history, settings] = await Promise.all([
    ports.driver.inspect(),
    ports.releases.list(),
    ports.migrations.applied(),
    ports.ledger.read(Math.max(1, lastSeq - HISTORY_RECORDS + 1)),
    ports.settings.fingerprints(),
  ]);
  const nowMs = ports.clock.nowMs();
  return { environment, nowMs, driver: ports.driver.name, state, releases, appliedMigrations, history, settings };
}

/** Who has the users now; undefined before the first deployment. Throws `traffic_mismatch` if it cannot be told. */
export function activePlacement(state: DriverState): Placement | undefined {
  const split = state.lease?.fallback ?? state.split;
  if (split.blue === 0 && split.green === 0) return undefined;
  const colour: Colour = split.blue >= split.green ? 'blue' : 'green';
  const release = state[colour]?.release;
  if (split[colour] === 1 && release !== undefined) return { colour, release };
  throw new OperationsError({
    code: 'traffic_mismatch',
    message: `Users are split ${percent(split.blue)} blue and ${percent(split.green)} green, and no command is at work.`,
    remedy: 'Look at `./ops doctor`, then `./ops abort` to send everybody to the old release.',
    data: { split },
  });
}

export function otherColour(colour: Colour): Colour {
  return colour === 'blue' ? 'green' : 'blue';
}

/** What runs in the colour without users, if anything. */
export function idleColour(state: DriverState, active: Placement | undefined): ColourState | undefined {
  return active === undefined ? (state.blue ?? state.green) : state[otherColour(active.colour)];
}

/** The release that had the users before the one that has them now; from the ledger. */
export function previousRelease(history: readonly LedgerRecord[], active: string): string | undefined {
  const found = history.findLast((record) => changedRelease(record) && record.data.to === active);
  const from = found?.data.from;
  return typeof from === 'string' ? from : undefined;
}

/** When a release got all users last; undefined if the ledger does not know. */
export function servingSince(history: readonly LedgerRecord[], release: string): number | undefined {
  return history.findLast((record) => changedRelease(record) && record.data.to === release)?.endedAtMs;
}

/** Names of settings that are new, gone or different since the last deployment; undefined when that recorded none. */
export function changedSettings({ history, settings }: Situation): readonly string[] | undefined {
  const before = history.findLast((record) => record.kind === 'deployment')?.data.settings;
  if (before === null || typeof before !== 'object' || Array.isArray(before)) return undefined;
  const then = before as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(then), ...Object.keys(settings)]);
  return [...names].filter((name) => then[name] !== settings[name]).sort();
}

function changedRelease(record: LedgerRecord): boolean {
  return record.outcome === 'succeeded' && (record.kind === 'deployment' || record.kind === 'rollback');
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
