import { RIGHTS_OF_ROLE, type Right } from '@shared-payments/usecases';
import { isIdentity, type Operation } from './api-operations.ts';
import type { RoleName } from './people.ts';

/** What an answer must be: a refusal of exactly this kind, or none of the kinds that refuse a person. */
export type Expected = 401 | 403 | 404 | 'let in';

export interface FinerRule {
  /** What one needs for somebody else's object, besides what the document says. */
  readonly right: Right;
  readonly because: string;
}

/** Operations that anybody with the documented right may do to what is their own, and only some to what is another's. */
export const FINER_RULES: Readonly<Record<string, FinerRule>> = {
  updateMember: { right: 'run', because: 'everybody may change their own name in the group' },
  removeMember: { right: 'run', because: 'everybody may leave' },
  removeAttachment: { right: 'run', because: 'everybody may take back the file they added' },
  resolveDispute: { right: 'run', because: 'everybody may withdraw the dispute they opened' },
  cancelPayment: { right: 'run', because: 'whoever started a payment may call it off' },
  confirmPayment: { right: 'run', because: 'only the receiver says that money has arrived' },
  refundPayment: { right: 'run', because: 'whoever got the cash back may say so' },
  setBankAccount: { right: 'run', because: 'everybody may say where their own money goes' },
};

/** The role in the group, or undefined for who is not in it. */
export function groupRoleOf(role: RoleName): keyof typeof RIGHTS_OF_ROLE | undefined {
  if (role === 'guest-member') return 'participant';
  return role in RIGHTS_OF_ROLE ? (role as keyof typeof RIGHTS_OF_ROLE) : undefined;
}

export function hasRight(role: RoleName, right: Right): boolean {
  const groupRole = groupRoleOf(role);
  return groupRole !== undefined && RIGHTS_OF_ROLE[groupRole].includes(right);
}

/** From `x-access` and the rights of roles; `isOwn`: the object was made by whoever asks. */
export function expectedAccess(operation: Operation, role: RoleName, isOwn: boolean): Expected {
  if (operation.access === 'public') return 'let in';
  if (role === 'nobody') return 401;
  if (operation.access === 'signed-in') return 'let in';
  if (groupRoleOf(role) === undefined) return 404;
  const finer = isOwn ? undefined : FINER_RULES[operation.id];
  return hasRight(role, operation.access.group) && (!finer || hasRight(role, finer.right)) ? 'let in' : 403;
}

/**
 * What is wrong with `status`, or undefined. A wrong password or code is answered 401 as well, and what an account lacks
 * (a guest's password) 403 or 404: only of operations on identity, which no role in a group has a part in.
 */
export function accessProblem(operation: Operation, expected: Expected, status: number): string | undefined {
  if (status >= 500) return `answered ${status}`;
  if (expected !== 'let in') return status === expected ? undefined : `answered ${status} instead of ${expected}`;
  const isRefused = status === 401 || status === 403 || status === 404;
  return isRefused && !isIdentity(operation) ? `refused with ${status}` : undefined;
}
