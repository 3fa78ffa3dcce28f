import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Room, send, type Write } from '../kill/room.ts';

export interface Posted {
  readonly acknowledged: number;
  /** Requests that were sent again with the same key. */
  readonly unanswered: number;
  readonly findings: readonly string[];
}

const PAUSE_MS = 100;
const ATTEMPTS_MAX = 300;

/** Somebody who posts bills one after the other, and sends one again with its key until it is answered, as the app does. */
export function postBills(url: string, room: Room): { stop(): Promise<Posted> } {
  let isOver = false;
  const posting = (async () => {
    let posted: Posted = { acknowledged: 0, unanswered: 0, findings: [] };
    for (let number = 1; !isOver; number += 1) {
      const { attempts, finding } = await postUntilAnswered(url, billOf(room, number));
      posted = {
        acknowledged: posted.acknowledged + (finding === undefined ? 1 : 0),
        unanswered: posted.unanswered + attempts - 1,
        findings: [...posted.findings, ...(finding === undefined ? [] : [finding])],
      };
      await wait(PAUSE_MS);
    }
    return posted;
  })();
  return {
    stop() {
      isOver = true;
      return posting;
    },
  };
}

async function postUntilAnswered(url: string, write: Write) {
  for (let attempts = 1; attempts <= ATTEMPTS_MAX; attempts += 1) {
    const answer = await send(url, write);
    if (answer !== undefined && answer.status < 300) return { attempts, finding: undefined };
    if (answer !== undefined && answer.status < 500)
      return { attempts, finding: `a bill was refused: ${answer.status} ${answer.text}` };
    await wait(PAUSE_MS);
  }
  return { attempts: ATTEMPTS_MAX, finding: `bill ${write.idempotencyKey} was never answered` };
}

function billOf(room: Room, number: number): Write {
  const [payer = ''] = room.memberIds;
  const body = {
    title: `Bill ${number}`,
    date: '2026-05-01',
    currency: 'EUR',
    totalMinor: 100 + number,
    payers: [{ memberId: payer, amountMinor: 100 + number }],
    split: { method: 'equal', participants: room.memberIds },
  };
  const path = `/v1/groups/${room.groupId}/bills`;
  return { room, kind: 'bills', method: 'POST', path, body, idempotencyKey: randomUUID(), answers: [] };
}
