import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Load, LoadFigures, LoadSettings } from './load.ts';

const ENTRY = fileURLToPath(new URL('./main.ts', import.meta.url));

/** The same load from a process of its own, so that what users measure is not the operator's command at work. */
export async function startLoadProcess(settings: LoadSettings): Promise<Load> {
  // In a session of its own, so that the system shares cores between it and the command as between strangers.
  const users = fork(ENTRY, [JSON.stringify(settings)], { detached: true });
  await told(users);
  return {
    stop: async () => {
      const figures = told(users);
      users.send('stop');
      return (await figures) as LoadFigures;
    },
  };
}

/** The next message of the process; rejects when it ends without one. */
function told(users: ChildProcess): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const ended = (code: number | null) => reject(new Error(`The process of the load ended with ${code}.`));
  users.once('exit', ended);
  users.once('message', (message) => {
    users.off('exit', ended);
    resolve(message);
  });
  return promise;
}
