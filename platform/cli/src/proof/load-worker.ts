import { parentPort, workerData } from 'node:worker_threads';
import { type LoadSettings, startLoad } from './load.ts';

/** Users on their own thread, so that what they measure is not the operator's command at work. */
const load = startLoad(workerData as LoadSettings);
parentPort?.once('message', async () => parentPort?.postMessage(await load.stop()));
