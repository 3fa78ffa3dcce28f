import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ImageRun {
  /** The assembled tree. */
  readonly folder: string;
  /** The one folder that may be written to. */
  readonly scratch: string;
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface RunningImage {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Sends SIGTERM and gives the exit code; after a second of grace more than the container's, kills it. */
  readonly stop: () => Promise<number | null>;
}

export const USER = 1_000;
const STOP_WITHIN_MS = 30_000;
// Everything that is mounted becomes read-only in a namespace of its own; the scratch folder is mounted over it once more.
const READ_ONLY = [
  'mount --make-rprivate /',
  'mount --bind "$SCRATCH" "$SCRATCH"',
  'mount -o remount,bind,ro /',
  'cd "$TREE"',
  `exec setpriv --reuid ${USER} --regid ${USER} --clear-groups "$NODE" "$PROGRAM"`,
].join(' && ');

/** Whether this machine lets a process have mounts of its own, as root in most containers may. */
export function mayMount(): boolean {
  return spawnSync('unshare', ['--mount', 'mount', '--make-rprivate', '/']).status === 0;
}

/** Starts a program of the image as a container does: as its user, on a root file system that can't be written to. */
export function startImage(run: ImageRun): RunningImage {
  const { folder, scratch, program, environment } = run;
  const own = { TREE: folder, SCRATCH: scratch, NODE: process.execPath, PROGRAM: join(folder, program) };
  const settings = { PATH: process.env.PATH ?? '', DATA_DIR: scratch, NODE_ENV: 'production', ...environment, ...own };
  const child = spawn('unshare', ['--mount', 'sh', '-c', READ_ONLY], {
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const stop = async () => {
    if (child.exitCode === null) {
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      child.kill('SIGTERM');
      await once(child, 'exit');
      clearTimeout(kill);
    }
    return child.exitCode;
  };
  return { process: child, output: () => said, stop };
}
