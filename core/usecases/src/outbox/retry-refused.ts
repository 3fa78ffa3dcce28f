import type { Mail } from '../ports/mailer.ts';
import type { Partition } from '../ports/store.ts';
import type { OutboxNeeds } from './deliver-outbox.ts';
import { mailsOfCommit } from './mails-of-commit.ts';
import {
  isMailRefused,
  loadRefused,
  REFUSED_WAITING_MAX,
  type RefusedMail,
  saveRefused,
  withoutMail,
  withRefusal,
} from './refused-mails.ts';

const RETRIES_PER_RUN_MAX = 50;

export interface RetryRun {
  readonly sentCount: number;
  readonly stoppedBy: unknown;
}

/** Tries the refused mails whose wait is over, until `untilMs`, each remembered before the next. */
export async function retryRefused(needs: OutboxNeeds, untilMs: number): Promise<RetryRun> {
  const { services, positions, mailer } = needs;
  let refused = await loadRefused(positions);
  const due = refused.waiting.filter(({ nextAt }) => nextAt <= services.now()).slice(0, RETRIES_PER_RUN_MAX);
  let sentCount = 0;
  for (const waiting of due) {
    if (services.now() >= untilMs) break;
    const mail = await mailAgain(needs, waiting);
    try {
      if (mail) await mailer.send(mail);
      if (mail) sentCount += 1;
      refused = withoutMail(refused, waiting.mailId);
    } catch (error) {
      if (!isMailRefused(error)) return { sentCount, stoppedBy: error };
      refused = withRefusal(refused, waiting.mailId, waiting, services.now());
    }
    await saveRefused(positions, refused);
  }
  return { sentCount, stoppedBy: undefined };
}

/** Undefined: whoever it was for left the group or deleted the account. */
async function mailAgain(
  { services, publicUrl }: OutboxNeeds,
  { partition, seq, mailId }: RefusedMail,
): Promise<Mail | undefined> {
  const [commit] = await services.store.readPartition(partition as Partition, { after: seq - 1, limit: 1 });
  if (commit?.seq !== seq) return undefined;
  return (await mailsOfCommit(services, commit, publicUrl)).find(({ id }) => id === mailId);
}

/** Notes that a mail was refused the first time. Errors: `refusal` itself, when too many wait already. */
export async function noteRefusal(
  { positions, services }: OutboxNeeds,
  mailId: string,
  commit: Pick<RefusedMail, 'partition' | 'seq'>,
  refusal: unknown,
): Promise<void> {
  const refused = await loadRefused(positions);
  if (refused.waiting.length >= REFUSED_WAITING_MAX) throw refusal;
  await saveRefused(positions, withRefusal(refused, mailId, commit, services.now()));
}
