import { mkdirSync, rmSync } from 'node:fs';
import { OperationsError } from '@shared-payments/operations';
import { runProgram } from './run-program.ts';

/** A commit, looked up once. */
export interface Revision {
  readonly commit: string;
  /** Git's name for the content: equal for equal content. */
  readonly tree: string;
  readonly committedAtMs: number;
}

const GIT_TIMEOUT_MS = 60_000;
const NO_SUCH_OBJECT = 1;
// A revision is checked out as it was committed, whatever the operator's own settings and hooks would make of it.
const AS_COMMITTED = ['-c', 'core.autocrlf=false', '-c', 'core.symlinks=true', '-c', 'core.hooksPath=/dev/null'];

/** Finds a commit, tag or branch. Throws `release_unknown`; `build_failed` when git cannot answer. */
export async function findRevision(repository: string, name: string): Promise<Revision> {
  const options = { directory: repository, timeoutMs: GIT_TIMEOUT_MS };
  // Everything after --end-of-options is a name, also when it begins with a dash.
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const found = await runProgram('git', words, options).catch((error: unknown) => {
    const exit = error instanceof OperationsError ? (error.cause as { code?: unknown }).code : undefined;
    throw exit === NO_SUCH_OBJECT ? revisionUnknown(name) : error;
  });
  const commit = found.trim();
  const shown = await runProgram('git', ['log', '-1', '--format=%T %ct', commit], options);
  const [tree = '', seconds = ''] = shown.trim().split(' ');
  return { commit, tree, committedAtMs: 1_000 * Number(seconds) };
}

/** Writes the files of `revision` into the new folder `directory`; the work tree and its index stay as they are. */
export async function checkOut(repository: string, revision: Revision, directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const index = `${directory}.index`;
  const git = [`GIT_INDEX_FILE=${index}`, 'git', ...AS_COMMITTED];
  const options = { directory: repository, timeoutMs: GIT_TIMEOUT_MS };
  await runProgram('env', [...git, 'read-tree', revision.commit], options);
  await runProgram('env', [...git, 'checkout-index', '--all', `--prefix=${directory}/`], options);
  rmSync(index);
}

function revisionUnknown(name: string): OperationsError {
  return new OperationsError({
    code: 'release_unknown',
    message: `Git knows no revision ${name} here.`,
    remedy: 'Look for it with `git log` or `git branch --all`; `git fetch` brings what is new.',
    data: { release: name },
  });
}
