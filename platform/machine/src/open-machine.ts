import { createHash, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock, Driver, Environment, OperationsPorts, Place, ReadUsage } from '@shared-payments/operations';
import type { MachineDriver, MachineDriverOptions } from './driver/machine-driver.ts';
import { openMachineDriver } from './driver/open-machine-driver.ts';
import { openLogWriter } from './logs/log-writer.ts';
import { ownIdentity } from './processes/process-identity.ts';
import { collectAssets } from './releases/kept-assets.ts';
import { machineMigrations } from './releases/machine-migrations.ts';
import { releaseCommand, releaseNode } from './releases/release-command.ts';
import { type MachineReleases, machineReleases } from './releases/release-store.ts';
import { isWorkTree } from './releases/work-tree.ts';
import { readSettings, type SettingValues } from './settings/settings-file.ts';
import { settingsStore } from './settings/settings-store.ts';
import { warningAboutLedger } from './stores/check-ledger.ts';
import { openStores } from './stores/open-stores.ts';

export interface MachineOptions {
  /** State of the environment: releases, ledger, settings, logs; the data of all environments but `local`. */
  readonly directory: string;
  readonly environment: Environment;
  /** The git work tree that releases are built from. */
  readonly repository: string;
  readonly clock: Clock;
  /** Where users come in; the setting PORT, otherwise 3000. 0 takes any free port. */
  readonly port?: number;
  /** Where releases are kept when not in `directory`: a guest of another environment, which prunes nothing there. */
  readonly releases?: string;
  /** Whether the revision `.` means the files as they lie in the repository. */
  readonly allowsWorkTree?: boolean;
  /** Joins what runs and starts nothing: for commands that only look. */
  readonly joinsOnly?: boolean;
  /** Ends with this process, however that ends: for what is thrown away. */
  readonly endsWithThis?: boolean;
  /** Takes a sentence the operator should read before anything else. */
  readonly warn: (sentence: string) => void;
}

/** One machine as a place to run in. */
export interface Machine extends OperationsPorts {
  readonly url: string;
  /** How browsers reach it: the setting PUBLIC_URL. */
  readonly publicUrl: string;
  readonly usage: ReadUsage;
  /** Puts the edge of this version to work; says the processes before and after. */
  upgradeEdge(): ReturnType<MachineDriver['upgradeEdge']>;
  /** Lets go of it; everything keeps running. */
  close(): Promise<void>;
  /** Drains and ends everything that runs. */
  shutDown(): Promise<void>;
}

export type OpenMachineDriver = (options: MachineDriverOptions) => Promise<MachineDriver>;

const DEFAULT_PORT = 3_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Opens the machine of an environment. Throws `driver_unavailable`, `port_taken`, and `usage` for settings that are not right. */
export function openMachine(options: MachineOptions): Promise<Machine> {
  return joinMachine(options, openMachineDriver);
}

/** The same with another driver. */
export async function joinMachine(options: MachineOptions, openDriver: OpenMachineDriver): Promise<Machine> {
  const { directory, clock, environment } = options;
  const values = () => withDefaults(options, readSettings(directory));
  const port = options.port ?? Number(values().PORT ?? DEFAULT_PORT);
  const log = openLogWriter(join(runFolder(options), 'logs'), clock.nowMs);
  const stores = openStores(directory);
  let driver: MachineDriver | undefined;
  const releases = releasesOf(options, () => driver);
  const place = { ...stores, releases, settings: settingsStore(directory, values) };
  const letGo = () => {
    stores.close();
    log.close();
  };
  try {
    driver = await openDriver({
      directory: runFolder(options),
      environment,
      port,
      host: values().HOST ?? '127.0.0.1',
      releaseDirectory: releases.directoryOf,
      command: releaseCommand,
      workerEnvironment: values(),
      writeLog: log.write,
      clock,
      joinsOnly: options.joinsOnly === true,
      livesWith: options.endsWithThis === true ? ownIdentity() : undefined,
    });
    const warning = await warningAboutLedger(stores.ledger, sha256);
    if (warning !== undefined) options.warn(warning);
    const migrations = migrationsOf(releases, values);
    const publicUrl = values().PUBLIC_URL ?? driver.url;
    return { ...machineOf({ ...place, driver, migrations }, driver, options, letGo), publicUrl };
  } catch (error) {
    await driver?.close();
    letGo();
    throw error;
  }
}

function machineOf(
  place: Place,
  driver: MachineDriver,
  { clock, ...options }: MachineOptions,
  letGo: () => void,
): Omit<Machine, 'publicUrl'> {
  const run = runFolder({ clock, ...options });
  const end = (how: () => Promise<void>) => async () => {
    try {
      await how();
    } finally {
      letGo();
    }
  };
  return {
    ...place,
    clock,
    sha256,
    newId: randomUUID,
    url: driver.url,
    usage: driver.usage,
    upgradeEdge: () => driver.upgradeEdge(),
    close: end(() => driver.close()),
    shutDown: end(() => shutDown(driver, run)),
  };
}

/** Files that were run as they lay are others by the next start: it begins anew instead of bringing them up again. */
async function shutDown(driver: MachineDriver, run: string): Promise<void> {
  const state = await driver.inspect().catch(() => undefined);
  await driver.shutDown();
  const ran = [state?.blue?.release, state?.green?.release, state?.jobsRelease];
  if (!ran.some((digest) => digest !== undefined && isWorkTree(digest))) return;
  for (const name of ['machine.json', 'machine.json.safe']) rmSync(join(run, name), { force: true });
}

function releasesOf(options: MachineOptions, driver: () => Driver | undefined): MachineReleases {
  const { repository, clock, allowsWorkTree = false } = options;
  const directory = options.releases ?? join(options.directory, 'releases');
  const inUse = async () => {
    const state = await driver()?.inspect();
    return [state?.blue?.release, state?.green?.release, state?.jobsRelease].flatMap((digest) => digest ?? []);
  };
  const releases = machineReleases({ directory, repository, inUse, nowMs: clock.nowMs, allowsWorkTree });
  const collect = async () => {
    const kept = (await releases.list()).filter((one) => !isWorkTree(one.digest));
    collectAssets(keptWebFolder(options), await Promise.all(kept.map((one) => releases.directoryOf(one.digest))));
  };
  return {
    ...releases,
    build: async (request) => {
      const release = await releases.build(request);
      await collect();
      return release;
    },
    prune: async (keep) => {
      const removed = options.releases === undefined ? await releases.prune(keep) : [];
      await collect();
      return removed;
    },
  };
}

function migrationsOf(releases: MachineReleases, environment: () => SettingValues) {
  const reader = async () => (await releases.list())[0]?.digest;
  return machineMigrations({ directoryOf: releases.directoryOf, reader, nodeOf: releaseNode, environment });
}

/** Everything processes of a release are given, besides what their driver adds. */
function withDefaults(options: MachineOptions, given: SettingValues): SettingValues {
  const { directory, environment, repository } = options;
  const port = options.port ?? given.PORT ?? DEFAULT_PORT;
  const isLocal = environment.name === 'local';
  return {
    PUBLIC_URL: isLocal ? `http://localhost:${port}` : `https://${environment.domain}`,
    KEPT_WEB_DIR: keptWebFolder(options),
    // Code is compiled once for all processes of a release.
    NODE_COMPILE_CACHE: join(directory, 'compile-cache'),
    ...given,
    DATA_DIR: resolve(repository, given.DATA_DIR ?? (isLocal ? 'data' : join(directory, 'data'))),
  };
}

/** What the driver keeps: sockets, state of traffic, logs. */
function runFolder({ directory }: MachineOptions): string {
  return join(directory, 'run');
}

function keptWebFolder({ directory }: MachineOptions): string {
  return join(directory, 'kept-web');
}
