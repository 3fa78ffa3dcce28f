import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { breather } from './breathe.ts';

export interface ContentDigest {
  /** `sha256:` and 64 hex digits over every file. */
  readonly whole: string;
  /** The same over the dependency tree alone. */
  readonly dependencies: string;
}

const SMALL_BYTES = 1_048_576;
const EXECUTABLE = 0o100;
const isDependency = (path: string) => path.startsWith('node_modules/') || path.includes('/node_modules/');

/**
 * SHA-256 over one line for each file and link below `directory`, sorted by path: kind (x executable, f file, l link), path,
 * digest of the content or target. Times, owners, permissions and empty folders do not count. Content is streamed.
 */
export async function contentDigest(directory: string): Promise<ContentDigest> {
  const whole = createHash('sha256');
  const dependencies = createHash('sha256');
  const breathe = breather();
  for (const entry of entriesBelow(directory)) {
    const path = join(directory, entry.path);
    const line = `${entry.isLink ? linkLine(path) : fileLine(path)} ${entry.path}\n`;
    whole.update(line);
    if (isDependency(entry.path)) dependencies.update(line);
    await breathe();
  }
  return { whole: `sha256:${whole.digest('hex')}`, dependencies: `sha256:${dependencies.digest('hex')}` };
}

interface Entry {
  /** With `/` on every system. */
  readonly path: string;
  readonly isLink: boolean;
}

function entriesBelow(directory: string): readonly Entry[] {
  const found: Entry[] = [];
  const visit = (below: string) => {
    for (const entry of readdirSync(join(directory, below), { withFileTypes: true })) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else found.push({ path, isLink: entry.isSymbolicLink() });
    }
  };
  visit('');
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function linkLine(path: string): string {
  return `l ${hash('sha256', readlinkSync(path))}`;
}

function fileLine(path: string): string {
  const { mode, size } = statSync(path);
  const kind = (mode & EXECUTABLE) === 0 ? 'f' : 'x';
  return `${kind} ${size <= SMALL_BYTES ? hash('sha256', readFileSync(path)) : streamedHash(path)}`;
}

function streamedHash(path: string): string {
  const file = openSync(path, 'r');
  try {
    const sum = createHash('sha256');
    const piece = Buffer.allocUnsafe(SMALL_BYTES);
    for (let length = readSync(file, piece); length > 0; length = readSync(file, piece)) {
      sum.update(piece.subarray(0, length));
    }
    return sum.digest('hex');
  } finally {
    closeSync(file);
  }
}
