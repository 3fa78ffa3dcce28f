import type { Answer } from '@shared-payments/bench/api-process/person.ts';
import { send, type Write } from './room.ts';

const LANES = 16;

export interface Repeated {
  /** Writes nobody had an answer to, and of these the ones that had happened all the same. */
  readonly unansweredCount: number;
  readonly happenedUnansweredCount: number;
  readonly findings: readonly string[];
}

/**
 * Sends every write of the cycle again with its key: what was answered must be answered the same, and what was not must
 * happen now unless it had happened, and then stay the same as well.
 */
export async function repeatWrites(url: string, writes: readonly Write[], killedAt: number): Promise<Repeated> {
  const unanswered = writes.filter(({ answers }) => answers.length === 0);
  // First these, and one after the other: nothing may be built on what they did not do.
  for (const write of unanswered) await send(url, write);
  const happened = unanswered.filter(({ answers: [answer] }) => answer && changedAt(answer) <= killedAt);
  const left = [...writes];
  const lane = async () => {
    for (let write = left.pop(); write; write = left.pop()) await send(url, write);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return {
    unansweredCount: unanswered.length,
    happenedUnansweredCount: happened.length,
    findings: writes.flatMap(differencesIn),
  };
}

function differencesIn({ answers, method, path, idempotencyKey }: Write): readonly string[] {
  const name = `${method} ${path} with key ${idempotencyKey}`;
  const [first, ...others] = answers;
  if (first === undefined) return [`${name}: was never answered`];
  if (first.status >= 300) return [`${name}: was refused: ${first.status} ${first.text}`];
  return others
    .filter(({ status, text }) => status !== first.status || text !== first.text)
    .slice(0, 1)
    .map(({ status, text }) => `${name}: was answered ${first.status} ${first.text}, and again ${status} ${text}`);
}

function changedAt({ status, text }: Answer): number {
  return status < 300 ? (JSON.parse(text) as { readonly updatedAt: number }).updatedAt : Number.POSITIVE_INFINITY;
}
