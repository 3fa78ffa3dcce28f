import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ProcessUsage } from '@shared-payments/operations';

const PROCESSES = '/proc';
const KIBIBYTE = 1_024;

/** What the door and everything behind it hold, found from the edge's process; empty on a system without /proc. */
export function readProcessUsage(edgePid: number): readonly ProcessUsage[] {
  if (!existsSync(`${PROCESSES}/self/status`)) return [];
  const door = statusOf(edgePid)?.parent;
  if (door === undefined) return [];
  return readdirSync(PROCESSES)
    .map(Number)
    .filter((pid) => pid === door || statusOf(pid)?.parent === door)
    .flatMap((pid) => usageOf(pid, nameOf(pid, door, edgePid)) ?? []);
}

function usageOf(pid: number, name: string): ProcessUsage | undefined {
  const residentBytes = statusOf(pid)?.residentBytes ?? 0;
  const descriptors = attempt(() => readdirSync(`${PROCESSES}/${pid}/fd`).length) ?? 0;
  // One that ended meanwhile, or has ended and waits to be noticed, holds nothing.
  return residentBytes === 0 || descriptors === 0 ? undefined : { name, pid, residentBytes, descriptors };
}

function nameOf(pid: number, door: number, edge: number): string {
  if (pid === door) return 'door';
  if (pid === edge) return 'edge';
  const surroundings = attempt(() => readFileSync(`${PROCESSES}/${pid}/environ`, 'utf8'))?.split('\0') ?? [];
  if (surroundings.includes('LISTEN=channel')) return 'worker';
  return surroundings.some((one) => one.startsWith('RELEASE=')) ? 'jobs' : 'spare edge';
}

function statusOf(pid: number): { readonly parent: number; readonly residentBytes: number } | undefined {
  const text = attempt(() => readFileSync(`${PROCESSES}/${pid}/status`, 'utf8'));
  if (text === undefined) return undefined;
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { parent: field('PPid'), residentBytes: field('VmRSS') * KIBIBYTE };
}

/** A process may end between two looks at it. */
function attempt<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
