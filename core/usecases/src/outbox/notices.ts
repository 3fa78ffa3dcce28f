import type { LocalDate } from '@shared-payments/domain';
import type { Bill } from '../bills/bill.ts';
import type { Group, Member } from '../groups/group.ts';
import type { MeterRecord } from '../meters/meter.ts';
import type { DueShare } from '../payments/find-due.ts';
import { REMINDING } from '../reminders/remind-group.ts';
import type { ReminderPlan } from '../reminders/reminder-plan.ts';
import type { Commit } from '../store/commit.ts';
import { PAUSING } from '../webhooks/deliver-webhook.ts';
import type { Webhook } from '../webhooks/webhook.ts';

/** Something of a commit that people should hear of. Who they are is settled when it is delivered. */
export type Notice = BillNotice | ReadingNotice | ReminderNotice | WebhookNotice;

export interface BillNotice {
  readonly kind: 'bill-waits-for-approval' | 'bill-contested' | 'bill-came-again';
  readonly to: 'primary' | 'sharers';
  readonly bill: Bill;
}

export interface ReadingNotice {
  readonly kind: 'reading-due';
  readonly to: 'readers';
  readonly meter: MeterRecord;
}

/** Everything one member is reminded of on one day. */
export interface ReminderNotice {
  readonly kind: 'shares-due';
  readonly to: 'member';
  readonly memberId: string;
  readonly day: LocalDate;
  readonly shares: readonly DueShare[];
}

export interface WebhookNotice {
  readonly kind: 'webhook-paused';
  readonly to: 'primary';
  readonly webhook: Webhook;
}

const CONTESTING = 'disputes/open-dispute';
const RECURRING = 'series/make-due-bills';
const ASKING = 'meters/ask-for-reading';
const WRITING = new Set(['bills/create-bill', RECURRING]);

/** Imports and restores tell nobody: what they bring is old news. */
export function noticesOf(commit: Commit): readonly Notice[] {
  if (commit.verb === ASKING) {
    return commit.changes.flatMap(({ collection, document }): Notice[] =>
      collection === 'meters' && document !== null
        ? [{ kind: 'reading-due', to: 'readers', meter: document as MeterRecord }]
        : [],
    );
  }
  if (commit.verb === PAUSING) {
    return commit.changes.flatMap(({ collection, document }): Notice[] =>
      collection === 'webhooks' ? [{ kind: 'webhook-paused', to: 'primary', webhook: document as Webhook }] : [],
    );
  }
  if (commit.verb === REMINDING) return commit.changes.flatMap(({ document }) => remindersOf(document as ReminderPlan));
  const bills = commit.changes.filter(({ collection, document }) => collection === 'bills' && document !== null);
  return bills.flatMap(({ document }): Notice[] => {
    const bill = document as Bill;
    if (commit.verb === CONTESTING) return [{ kind: 'bill-contested', to: 'primary', bill }];
    if (WRITING.has(commit.verb) && bill.state === 'draft')
      return [{ kind: 'bill-waits-for-approval', to: 'primary', bill }];
    if (commit.verb === RECURRING) return [{ kind: 'bill-came-again', to: 'sharers', bill }];
    return [];
  });
}

function remindersOf({ round }: ReminderPlan): readonly ReminderNotice[] {
  if (round === null) return [];
  const byMember = Map.groupBy(round.shares, ({ memberId }) => memberId);
  return [...byMember].map(([memberId, shares]) => ({
    kind: 'shares-due',
    to: 'member',
    memberId,
    day: round.day,
    shares,
  }));
}

/** The users behind a notice, without the one who caused it. */
export function receiversOf(notice: Notice, group: Group, actor: string): readonly string[] {
  const reachable = group.members.filter(
    (member) => member.leftAt === null && member.userId !== null && member.userId !== actor,
  );
  return toldOf(notice, group, reachable).map((member) => member.userId ?? '');
}

/** Meters are read by the group's readers, or by the primary payer where there are none; nobody reads for an archived group. */
function toldOf(notice: Notice, group: Group, reachable: readonly Member[]): readonly Member[] {
  const primary = reachable.filter((member) => member.role === 'primary');
  if (notice.to === 'readers') {
    const readers = reachable.filter((member) => member.role === 'reader');
    return group.isArchived ? [] : readers.length > 0 ? readers : primary;
  }
  if (notice.to === 'member') return reachable.filter((member) => member.id === notice.memberId);
  if (notice.to === 'primary') return primary;
  const sharers = new Set(notice.bill.shares.map(({ memberId }) => memberId));
  return reachable.filter((member) => sharers.has(member.id));
}
