import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fencedOff, type Migrations, OperationsError } from '@shared-payments/operations';
import { readDeclaration } from './declaration.ts';

export interface MigrationsOptions {
  /** Folder of a release; throws `release_unknown`. */
  readonly directoryOf: (digest: string) => Promise<string>;
  /** Digest of the release whose code reads what was applied: the newest; undefined when there is none. */
  readonly reader: () => Promise<string | undefined>;
  readonly nodeOf: (directory: string) => string;
  /** Settings that tell the release where the data is. */
  readonly environment: () => Readonly<Record<string, string>>;
}

/** A backfill of a large file takes long; it can be repeated where it stopped. */
const APPLY_TIMEOUT_MS = 60 * 60_000;
const READ_TIMEOUT_MS = 30_000;

/** The migrations of the data, read and applied by programs of the releases themselves. */
export function machineMigrations(options: MigrationsOptions): Migrations {
  const ask = async (digest: string, words: readonly string[], timeoutMs: number) => {
    const directory = await options.directoryOf(digest);
    const program = join(directory, readDeclaration(directory).declaration.migrate);
    const answer = await output(options.nodeOf(directory), [program, ...words], timeoutMs, options.environment());
    return JSON.parse(answer) as unknown;
  };
  return {
    applied: async () => {
      const reader = await options.reader();
      return reader === undefined ? [] : ((await ask(reader, ['applied'], READ_TIMEOUT_MS)) as readonly string[]);
    },
    apply: async (release, id, fence) => {
      const answer = (await ask(release, ['apply', id, String(fence)], APPLY_TIMEOUT_MS)) as Application;
      if (answer.outcome === 'fenced_off') throw fencedOff(fence, answer.newest);
      if (answer.outcome === 'unknown') throw failed([`${release} does not declare ${id}.`]);
    },
  };
}

/** What the program of a release answers; it is described in the release's own migrations/README.md. */
type Application =
  | { readonly outcome: 'applied' | 'already' | 'unknown' }
  | { readonly outcome: 'fenced_off'; readonly newest: number };

function output(
  file: string,
  words: readonly string[],
  timeout: number,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, words, { timeout, env }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(failed(stderr.split('\n'), error));
    });
  });
}

function failed(lines: readonly string[], cause?: unknown): OperationsError {
  const said = lines.filter((line) => line.trim() !== '' && !/^\s+at /.test(line)).slice(-5);
  return new OperationsError({
    code: 'migration_failed',
    message: ['A migration of the data failed; nothing of it was kept.', ...said].join('\n'),
    remedy: 'Repair it in a new commit and deploy that; the release that has the users works on as before.',
    cause,
  });
}
