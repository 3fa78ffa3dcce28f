import { readFileSync, readlinkSync } from 'node:fs';

const ENDED_STATES = ['Z', 'X'];

/** Names this process so that another one of this machine can tell later whether it still runs; undefined without /proc. */
export function ownIdentity(): string | undefined {
  const stat = statOf(process.pid);
  const where = whereProcessesAre();
  return stat === undefined || where === undefined ? undefined : `${where} ${process.pid} ${stat.startedAt}`;
}

/** True only when it is certain: an identity of another machine, another boot or another container tells nothing. */
export function hasEnded(identity: string): boolean {
  const [boot, namespace, pid, startedAt] = identity.split(' ');
  if (`${boot} ${namespace}` !== whereProcessesAre()) return false;
  const stat = statOf(Number(pid));
  return stat === undefined || stat.startedAt !== startedAt || ENDED_STATES.includes(stat.state);
}

/** Process ids mean the same here and there only within one boot of a machine and one container. */
function whereProcessesAre(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return undefined;
  }
}

function statOf(pid: number): { readonly state: string; readonly startedAt: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in brackets may hold anything; what follows it is fixed.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
