import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Load, LoadFigures, LoadSettings } from './load.ts';

/** The same load from a thread of its own. */
export function startLoadThread(settings: LoadSettings): Load {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: settings });
  return {
    stop: async () => {
      worker.postMessage('stop');
      const [figures] = (await once(worker, 'message')) as [LoadFigures];
      await worker.terminate();
      return figures;
    },
  };
}
