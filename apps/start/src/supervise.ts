import { fork } from 'node:child_process';

export interface Supervised {
  /** Ends the process and does not start it again. */
  stop(): void;
  /** True once it gave up or was stopped. */
  readonly isOver: () => boolean;
}

const BACKOFF_FIRST_MS = 250;
const BACKOFF_MAX_MS = 15_000;
// A process that lived this long has started well: the next crash begins with a short wait again.
const HEALTHY_AFTER_MS = 60_000;
const QUICK_CRASHES_MAX = 5;
// Without a limit the young generation alone takes 64 MB on a machine with much memory.
const NODE_ARGUMENTS = ['--max-semi-space-size=8'];

/** Keeps one process running: starts it again after a crash, more slowly each time, and gives up on one that cannot start. */
export function superviseProcess(name: string, entry: string, environment: NodeJS.ProcessEnv): Supervised {
  let isStopped = false;
  let isGivenUp = false;
  let quickCrashes = 0;
  let child: ReturnType<typeof fork>;
  const start = () => {
    const startedAt = Date.now();
    child = fork(entry, [], {
      env: environment,
      execArgv: NODE_ARGUMENTS,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.once('exit', (code, signal) => {
      if (isStopped) return;
      quickCrashes = Date.now() - startedAt > HEALTHY_AFTER_MS ? 1 : quickCrashes + 1;
      console.error(`${name} ended with ${signal ?? code}`);
      if (quickCrashes >= QUICK_CRASHES_MAX) {
        isGivenUp = true;
        console.error(
          `Error: ${name} ended ${quickCrashes} times in a row.\nTry: read what it wrote above; npm run doctor checks the data.`,
        );
        return;
      }
      setTimeout(start, Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** quickCrashes)).unref();
    });
  };
  start();
  return {
    stop() {
      isStopped = true;
      child.kill('SIGTERM');
    },
    isOver: () => isStopped || isGivenUp,
  };
}
