import { timingSafeEqual } from 'node:crypto';
import { AppError, NOTICE_KINDS, type NoticeKind } from '@shared-payments/domain';
import { type Group, groups, type Member } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';

/** What a link in a mail ends: mails of one kind, of one group, to one member. */
export interface UnsubscribeLink {
  readonly group: Group;
  readonly member: Member & { readonly userId: string };
  readonly kind: NoticeKind;
}

/** What of it a link is made of. */
export interface UnsubscribeKey {
  readonly group: Pick<Group, 'id'>;
  readonly member: { readonly id: string; readonly userId: string };
  readonly kind: NoticeKind;
}

/** Mails are found again after months; a link is not good for ever. */
export const UNSUBSCRIBE_DAYS = 400;
const DAY_MS = 86_400_000;
const TOKEN = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{1,64})\.([a-z-]{1,32})\.(\d{1,6})\.([A-Za-z0-9_-]{43})$/;

/** `sentAt` in epoch milliseconds. The user is signed as well: whoever takes the member's place later is somebody else. */
export function unsubscribeToken(
  services: Pick<Services, 'sign'>,
  { group, member, kind }: UnsubscribeKey,
  sentAt: number,
): string {
  const untilDay = Math.floor(sentAt / DAY_MS) + UNSUBSCRIBE_DAYS;
  const said = [group.id, member.id, kind, untilDay];
  return [...said, signatureOf(services, said, member.userId)].join('.');
}

/** Errors: `not_found` for a link that is forged, too old, or of somebody who is not that member any more (all alike). */
export async function openUnsubscribeLink(
  services: Pick<Services, 'sign' | 'now' | 'store'>,
  token: string,
): Promise<UnsubscribeLink> {
  const [, groupId = '', memberId = '', kindText = '', untilDay = '', signature = ''] = TOKEN.exec(token) ?? [];
  const kind = NOTICE_KINDS.find((one) => one === kindText);
  if (!kind || Number(untilDay) * DAY_MS < services.now()) throw gone();
  const group = await services.store.get(groups, groupPartition(groupId), groupId);
  const member = group?.members.find(({ id, leftAt }) => id === memberId && leftAt === null);
  if (!group || !member || member.userId === null) throw gone();
  const expected = signatureOf(services, [groupId, memberId, kind, untilDay], member.userId);
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) throw gone();
  return { group, member: { ...member, userId: member.userId }, kind };
}

function signatureOf({ sign }: Pick<Services, 'sign'>, said: readonly (string | number)[], userId: string): string {
  return sign(`unsubscribe ${said.join(' ')} ${userId}`);
}

function gone(): AppError {
  return new AppError('not_found', 'This link is not valid any more: choose in the group what you are told of.');
}
