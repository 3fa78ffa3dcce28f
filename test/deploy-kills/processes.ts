import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edgeOf } from '@shared-payments/machine/testing/open-rig.ts';
import type { Place } from './place.ts';

export interface RunningProcess {
  readonly pid: number;
  readonly role: 'worker' | 'jobs' | 'edge';
  /** Of a worker or the jobs. */
  readonly release: string | undefined;
}

/** What a machine's own folder is to those who ask its edge. */
export const runFolder = ({ directory }: Place) => ({ directory: join(directory, 'run') });

/** What runs behind the door of a place, the edges included. */
export async function processesOf(place: Place): Promise<readonly RunningProcess[]> {
  const { pid } = await edgeOf(runFolder(place));
  const door = Number(/^PPid:\s+(\d+)/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0);
  return textOf(`/proc/${door}/task/${door}/children`)
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) => processOf(Number(word)) ?? []);
}

function processOf(pid: number): RunningProcess | undefined {
  // One that has ended and waits to be noticed has no surroundings any more.
  const surroundings = textOf(`/proc/${pid}/environ`);
  if (surroundings === '') return undefined;
  const values = surroundings.split('\0');
  const release = values.find((one) => one.startsWith('RELEASE='))?.slice('RELEASE='.length);
  const role = values.includes('LISTEN=channel') ? 'worker' : release === undefined ? 'edge' : 'jobs';
  return { pid, role, release };
}

/** Empty when it ended meanwhile. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
