import type { Commit } from '../store/commit.ts';
import { isBillEdit, QUIET_MS } from './bill-edits.ts';
import type { OutboxChannel } from './channel.ts';

/**
 * A way to people as two readers: edits of bills wait until the bill is left alone, and hold up nothing else. Theirs comes first:
 * in a new log it begins before the other has moved.
 */
export function withEditsApart(channel: OutboxChannel): readonly OutboxChannel[] {
  const of = (isTold: (commit: Commit) => boolean) => async (commit: Commit) =>
    isTold(commit) ? channel.deliveriesOf(commit) : [];
  const edits: OutboxChannel = {
    ...channel,
    name: `${channel.name}-edits`,
    beginsAt: channel.name,
    tellableAt: (commit) => (isBillEdit(commit) ? commit.at + QUIET_MS : 0),
    deliveriesOf: of(isBillEdit),
  };
  return [edits, { ...channel, deliveriesOf: of((commit) => !isBillEdit(commit)) }];
}
