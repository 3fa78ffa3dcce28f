import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const FILE_NAME = 'server-secret';
const SECRET_BYTES = 32;

/** The secret that was set, or the one kept in `dataDir` (made at the first start, readable by its owner only). */
export function secretIn(dataDir: string, configured: string | undefined): string {
  return configured ?? keptIn(dataDir, FILE_NAME, () => randomBytes(SECRET_BYTES).toString('base64url'));
}

/** What is kept in the file of `dataDir`, made when it is not there yet. Of two processes that start at once, both get the same. */
export function keptIn(dataDir: string, fileName: string, make: () => string): string {
  const path = join(dataDir, fileName);
  const kept = read(path);
  if (kept) return kept;
  const aside = `${path}.${process.pid}`;
  const file = openSync(aside, 'wx', 0o600);
  writeSync(file, make());
  fsyncSync(file);
  closeSync(file);
  try {
    // A link fails where the name is taken: of two processes that start at once, one secret wins and both use it.
    linkSync(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
  return readFileSync(path, 'utf8');
}

export function signer(secret: string): (text: string) => string {
  return (text) => createHmac('sha256', secret).update(text).digest('base64url');
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
