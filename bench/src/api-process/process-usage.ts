import { readFileSync } from 'node:fs';

export interface ProcessUsage {
  readonly residentMb: number;
  /** Time on a core since the process began, in its own code and in the kernel for it. */
  readonly cpuMs: number;
}

// Linux counts a process's time in hundredths of a second whatever the kernel's own tick.
const MS_PER_TICK = 10;
const USER_TICKS_FIELD = 11;
const KIB_PER_MB = 1024;

/** What the operating system counts of process `pid`. Throws where there is no /proc: these figures are Linux's. */
export function processUsage(pid: number): ProcessUsage {
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(pid, 'status'))?.[1];
  // The name of the command, in brackets, may contain spaces: fields are counted after it.
  const fields = readProc(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  const ticks = Number(fields[USER_TICKS_FIELD]) + Number(fields[USER_TICKS_FIELD + 1]);
  if (resident === undefined || Number.isNaN(ticks)) throw new Error(`Process ${pid} has ended.`);
  return { residentMb: Number(resident) / KIB_PER_MB, cpuMs: ticks * MS_PER_TICK };
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch (cause) {
    throw new Error(`Nothing is known of process ${pid}: run this on Linux, while the process lives.`, { cause });
  }
}
