import type { Services } from '../ports/services.ts';
import type { Commit } from '../store/commit.ts';
import { commitPrefix, type Delivery } from './channel.ts';
import { groupOf, type NoticeContext, noticeContext } from './notice-context.ts';
import { type NoticeWords, noticeWords } from './notice-words.ts';
import { type Notice, noticesOf } from './notices.ts';
import { type Receiver, receiversOf } from './receivers.ts';

/** One notice for one receiver. */
export interface Told {
  readonly id: string;
  readonly notice: Notice;
  readonly context: NoticeContext;
  readonly receiver: Receiver;
  readonly words: NoticeWords;
}

/** What a commit tells, as many times as `toDeliveries` makes of each receiver's notice. Errors: `not_found` when its group is gone. */
export async function toldDeliveries(
  services: Services,
  commit: Commit,
  toDeliveries: (told: Told) => Promise<readonly Delivery[]> | readonly Delivery[],
): Promise<readonly Delivery[]> {
  const notices = noticesOf(commit);
  if (notices.length === 0) return [];
  const group = await groupOf(services, commit);
  const deliveries: Delivery[] = [];
  for (const notice of notices) {
    const context = await noticeContext(services, commit, group, notice);
    for (const receiver of receiversOf(notice, context, commit.actor)) {
      const words = noticeWords(notice, context, receiver);
      // Made of commit, matter and receiver: what is tried again is the same.
      const id = `${commitPrefix(commit)}${words.about}-${receiver.userId}`;
      deliveries.push(...(await toDeliveries({ id, notice, context, receiver, words })));
    }
  }
  return deliveries;
}
