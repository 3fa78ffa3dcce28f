import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The system's limit is 108 bytes on Linux and 104 elsewhere, end included.
const PATH_BYTES_MAX = 100;

/** Where a socket of this machine's folder is: in the folder, or, when that path is too long for one, named after it. */
export function socketPath(directory: string, name: string): string {
  const path = join(directory, name);
  if (Buffer.byteLength(path) <= PATH_BYTES_MAX) return path;
  const digest = createHash('sha256').update(directory).digest('hex').slice(0, 24);
  return join(tmpdir(), `${digest}-${name}`);
}
