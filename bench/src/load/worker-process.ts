import { type ChildProcess, fork } from 'node:child_process';

/** A process that answers one message and ends. Rejects when it ends without an answer or takes longer than `withinMs`. */
export async function askWorker<A>(path: string, message: object, withinMs: number): Promise<A> {
  const worker = startWorker(path, message);
  try {
    return await firstMessage<A>(worker, path, withinMs);
  } finally {
    worker.kill('SIGKILL');
  }
}

export interface Peer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const LISTENS_WITHIN_MS = 20_000;

/** A process that serves HTTP and says at which port of the loopback. */
export async function startPeer(path: string, message: object): Promise<Peer> {
  const worker = startWorker(path, message);
  const { port } = await firstMessage<{ readonly port: number }>(worker, path, LISTENS_WITHIN_MS);
  const stop = async () => {
    const exited = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGKILL');
    await exited;
  };
  return { url: `http://127.0.0.1:${port}`, pid: worker.pid ?? 0, stop };
}

function startWorker(path: string, message: object): ChildProcess {
  const worker = fork(path, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  worker.send(message);
  return worker;
}

function firstMessage<A>(worker: ChildProcess, path: string, withinMs: number): Promise<A> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${path} gave no answer within ${withinMs} ms.`)), withinMs);
    worker.once('message', (answer) => {
      clearTimeout(timer);
      resolve(answer as A);
    });
    worker.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`${path} ended with ${signal ?? code} before it answered.`));
    });
  });
}
