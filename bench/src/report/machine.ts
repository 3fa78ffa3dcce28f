import { statfsSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { DatabaseSync } from 'node:sqlite';

/** What the figures depend on besides the code. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly sqlite: string;
  /** The file system the data is written to: what a durable commit costs is mostly its doing. */
  readonly fileSystem: string;
}

const BYTES_PER_GB = 1024 ** 3;
// As Linux numbers them in statfs(2); elsewhere the number itself is told.
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  61267: 'ext4',
  16914836: 'tmpfs (in memory: durable costs nothing here, choose a disk with --folder)',
  1481003842: 'xfs',
  2435016766: 'btrfs',
  2035054128: 'overlay',
};

/** `folder` is where the measurements write. */
export function describeMachine(folder: string): Machine {
  const cores = cpus();
  const fileSystem = statfsSync(folder).type;
  const database = new DatabaseSync(':memory:');
  const { version } = database.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  database.close();
  return {
    cpu: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    memoryGb: Math.round((totalmem() / BYTES_PER_GB) * 10) / 10,
    system: `${type()} ${release()}`,
    node: process.version,
    sqlite: version,
    fileSystem: FILE_SYSTEMS[fileSystem] ?? `file system 0x${fileSystem.toString(16)}`,
  };
}
