import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { AppError } from '@shared-payments/domain';
import type { Files } from '@shared-payments/usecases';

const KEY = /^[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*$/;
const KEY_LENGTH_MAX = 200;
const TEMPORARY_SUFFIX = '.part';

/** Files under `root`, each written aside, synced and renamed, so that a crash leaves a whole file or none. */
export function createDiskFiles(root: string): Files {
  const pathOf = (key: string) => {
    if (!KEY.test(key) || key.length > KEY_LENGTH_MAX)
      throw new AppError('invalid_input', 'This is not the key of a file.');
    return join(root, key);
  };
  return {
    write: async (key, bytes) => writeDurably(pathOf(key), bytes),
    read: async (key) => {
      try {
        return await readFile(pathOf(key));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        throw new AppError('not_found', 'There is no such file.');
      }
    },
    remove: async (key) => rm(pathOf(key), { force: true }),
    list: async (prefix, after, limit) => (await keysUnder(root, prefix)).filter((key) => key > after).slice(0, limit),
  };
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const aside = `${path}.${randomUUID()}${TEMPORARY_SUFFIX}`;
  const handle = await open(aside, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(aside, path);
  await syncFolder(folder);
}

/** The rename itself is durable only once the folder is synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function keysUnder(root: string, prefix: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(emptyWhenMissing);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(TEMPORARY_SUFFIX))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((key) => key.startsWith(prefix))
    .sort();
}

function emptyWhenMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
