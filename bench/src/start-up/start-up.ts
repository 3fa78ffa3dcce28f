import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processUsage } from '../api-process/process-usage.ts';
import { startApiProcess } from '../api-process/start-api-process.ts';
import type { Measurement } from '../measurement.ts';
import { medianAndSpread } from '../statistics.ts';

const STARTS = 5;
// What is left over from starting has been given back by then.
const SETTLED_AFTER_MS = 1_000;

/** How soon the API answers, and what it holds in memory once it has settled. */
export const startUp: Measurement = {
  name: 'start-up',
  title: 'Start of the API process on an empty data folder, and again on the same',
  async measure({ folder, progress }) {
    const [fresh, again]: [number[], number[]] = [[], []];
    const residentMb: number[] = [];
    const startCpuMs: number[] = [];
    for (let start = 1; start <= STARTS; start += 1) {
      progress(`start ${start} of ${STARTS}`);
      for (const readyAfter of [fresh, again]) {
        const api = await startApiProcess(join(folder, String(start)));
        readyAfter.push(api.readyAfterMs);
        startCpuMs.push(processUsage(api.pid).cpuMs);
        await wait(SETTLED_AFTER_MS);
        residentMb.push(processUsage(api.pid).residentMb);
        await api.stop();
      }
    }
    const note = `median of ${STARTS}, from the start of the process to the first "ready"`;
    return [
      { what: 'ready with an empty folder', ...medianAndSpread(fresh), unit: 'ms', goal: { atMost: 1_500 }, note },
      { what: 'ready again', ...medianAndSpread(again), unit: 'ms', goal: { atMost: 1_500 } },
      {
        what: 'time on a core until ready',
        ...medianAndSpread(startCpuMs),
        unit: 'ms',
        note: 'what it would take on a machine with nothing else to do, at most',
      },
      { what: 'resident memory after the start', ...medianAndSpread(residentMb), unit: 'MB', goal: { atMost: 160 } },
    ];
  },
};
