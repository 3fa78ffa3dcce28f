import assert from 'node:assert/strict';
import type { ApiUnderTest } from '../testing/api-under-test.ts';

/** Everybody who may ask: without a session, with one but outside the group, formerly inside, and each role inside. */
export const ROLES = [
  'nobody',
  'stranger',
  'ex-member',
  'viewer',
  'reader',
  'participant',
  'primary',
  'guest-member',
] as const;

export type RoleName = (typeof ROLES)[number];

export interface Person {
  readonly role: RoleName;
  /** '' for nobody; grows with what answers set, as a browser's would. */
  cookie: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
}

export const PASSWORD = 'correct horse battery';

export const NOBODY: Person = { role: 'nobody', cookie: '', userId: '', name: 'Nobody', email: 'nobody@example.org' };

let count = 0;

/** Unique in this process: names of a group must differ, and so must addresses. */
export function freshName(prefix: string): string {
  count += 1;
  return `${prefix} ${count}`;
}

const FIRST_YEAR = 1901;

/** Later with each call, so that it can still be closed, and long over. */
export function freshMonth(): string {
  count += 1;
  return `${FIRST_YEAR + (Math.floor(count / 12) % 99)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

export async function registerPerson(api: ApiUnderTest, role: RoleName): Promise<Person> {
  const name = freshName(role);
  const email = `${name.replaceAll(' ', '-')}@example.org`;
  const answer = await api.ask('', 'POST', '/v1/auth/register', { name, email, password: PASSWORD });
  assert.equal(answer.status, 201, answer.text);
  return { role, name, email, userId: answer.body.account.id, cookie: cookieOf(answer.headers['set-cookie']) };
}

/** Without an account: quick to make, and without a password. */
export async function guestPerson(api: ApiUnderTest, role: RoleName): Promise<Person> {
  const name = freshName(role);
  const answer = await api.ask('', 'POST', '/v1/auth/guest', { name });
  assert.equal(answer.status, 201, answer.text);
  const cookie = cookieOf(answer.headers['set-cookie']);
  return { role, name, email: `${role}@example.org`, userId: answer.body.account.id, cookie };
}

/** Signs in again where the session was ended; a guest's cannot be had again. */
export async function keepSignedIn(api: ApiUnderTest, person: Person): Promise<void> {
  if (person.role === 'nobody') return;
  const { status } = await api.ask('', 'GET', '/v1/auth/account', undefined, { cookie: person.cookie });
  if (status === 200) return;
  const answer = await api.ask('', 'POST', '/v1/auth/sign-in', { email: person.email, password: PASSWORD });
  if (answer.status === 200) person.cookie = cookieOf(answer.headers['set-cookie']);
}

function cookieOf(setCookie: string | string[] | undefined): string {
  return [setCookie ?? []]
    .flat()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
}
