import { setTimeout as wait } from 'node:timers/promises';

/** How a small release treats its users, after all gates were passed. */
export interface VisitBehaviour {
  /** Every so many visits are answered with 500; none when left out. */
  readonly failsEvery?: number;
  readonly delayMs?: number;
  /** Every so many visits take `tailMs`. */
  readonly tailEvery?: number;
  readonly tailMs?: number;
  /** Bytes kept of every visit. */
  readonly leakBytes?: number;
  /** Visits after which the process ends. */
  readonly diesAfter?: number;
  /** Visits after which money is no longer right. */
  readonly losesMoneyAfter?: number;
}

const kept: Buffer[] = [];
let visits = 0;
let isRight = true;

/** One visit of a user; gives the status it is answered with. */
export async function visit(behaviour: VisitBehaviour): Promise<200 | 500> {
  visits += 1;
  const number = visits;
  if (behaviour.leakBytes !== undefined) kept.push(Buffer.alloc(behaviour.leakBytes, 1));
  if (number > (behaviour.losesMoneyAfter ?? Number.POSITIVE_INFINITY)) isRight = false;
  if (number > (behaviour.diesAfter ?? Number.POSITIVE_INFINITY)) process.exit(1);
  const isTail = isEvery(number, behaviour.tailEvery);
  const delayMs = isTail ? (behaviour.tailMs ?? 0) : (behaviour.delayMs ?? 0);
  if (delayMs > 0) await wait(delayMs);
  return isEvery(number, behaviour.failsEvery) ? 500 : 200;
}

export const isMoneyRight = (): boolean => isRight;

function isEvery(number: number, every: number | undefined): boolean {
  return every !== undefined && number % every === 0;
}
