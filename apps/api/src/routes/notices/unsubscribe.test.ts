import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { NoticeKind } from '@shared-payments/domain';
import { UNSUBSCRIBE_DAYS, unsubscribeToken } from '@shared-payments/usecases';
import { registerPerson } from '../../api-contract/people.ts';
import { type ApiUnderTest, startApi } from '../../testing/api-under-test.ts';

const DAY_MS = 86_400_000;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const BODY = 'List-Unsubscribe=One-Click';

let api: ApiUnderTest;
let clock = Date.parse('2026-11-27T12:00:00Z');
before(async () => {
  api = await startApi({ now: () => clock });
});
after(() => api.close());

const linkOf = (groupId: string, memberId: string, userId: string, kind: NoticeKind = 'payment-due') =>
  unsubscribeToken(api.services, { group: { id: groupId }, member: { id: memberId, userId }, kind }, clock);

/** Ana's group with Bo in it, and the link of Bo's mails about what is due. */
async function start() {
  const flat = { name: 'Flat <1>', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' };
  const { body: group } = await api.ask('ana', 'POST', '/v1/groups', flat);
  const { body: link } = await api.ask('ana', 'POST', `/v1/groups/${group.id}/invitations`, { role: 'participant' });
  const accepted = { token: link.token, name: 'Bo' };
  const { body: joined } = await api.ask('bo', 'POST', '/v1/invitations/accept', accepted);
  const path = `/v1/unsubscribe/${linkOf(group.id, joined.memberId, 'bo')}`;
  const wanted = async (userId: string) =>
    (await api.ask(userId, 'GET', `/v1/groups/${group.id}/notification-preferences`)).body;
  return { groupId: String(group.id), memberId: String(joined.memberId), path, wanted };
}

type Preference = { kind: string; email: boolean; push: boolean };
const withoutMail = (preferences: Preference[], kind: string) =>
  preferences.map((one) => (one.kind === kind ? { ...one, email: false } : one));

describe('the link in a mail', () => {
  it('ends with one click, without a session, exactly these mails of this person in this group', async () => {
    const { path, wanted, groupId } = await start();
    const { body: other } = await api.ask('bo', 'POST', '/v1/groups', {
      name: 'Trip',
      myName: 'Bo',
      currency: 'EUR',
      timeZone: 'UTC',
    });
    const [before, anas] = [await wanted('bo'), await wanted('ana')];
    const answer = await api.ask('', 'POST', path, BODY, FORM);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual((await wanted('bo')).preferences, withoutMail(before.preferences, 'payment-due'));
    assert.deepEqual(await wanted('ana'), anas);
    const { body: elsewhere } = await api.ask('bo', 'GET', `/v1/groups/${other.id}/notification-preferences`);
    assert.equal(elsewhere.version, 0);
    const { body: activity } = await api.ask('ana', 'GET', `/v1/groups/${groupId}/activity`);
    assert.equal(activity.activities.length, 3);
  });

  it('keeps what was set before, does nothing twice, and takes what mail programs send besides', async () => {
    const { path, wanted, groupId } = await start();
    const preferences = [{ kind: 'comment-added', email: true, push: false }];
    await api.ask('bo', 'PUT', `/v1/groups/${groupId}/notification-preferences`, { preferences });
    const { preferences: before } = await wanted('bo');
    const multipart = { 'content-type': 'multipart/form-data; boundary=x' };
    const body = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    assert.equal((await api.ask('', 'POST', path, body, multipart)).status, 200);
    assert.equal((await api.ask('', 'POST', path, BODY, FORM)).status, 200);
    const now = await wanted('bo');
    assert.deepEqual([now.version, now.preferences], [2, withoutMail(before, 'payment-due')]);
  });

  it('shows a page that asks and changes nothing, in the language of the mail’s reader', async () => {
    const { path, wanted } = await start();
    await api.ask('bo', 'PUT', '/v1/account/settings', { language: 'ar' });
    const { status, headers, text } = await api.ask('', 'GET', path);
    assert.deepEqual([status, headers['content-type']], [200, 'text/html; charset=utf-8']);
    assert.match(text, /<html lang="ar" dir="rtl">/);
    assert.match(text, /<form method="post">.*<button>إيقافها<\/button>/s);
    assert.match(text, /Flat &lt;1&gt;/);
    assert.equal((await wanted('bo')).version, 0);
    await api.ask('bo', 'PUT', '/v1/account/settings', { language: null }, { 'if-match': '"1"' });
  });

  it('may load nothing, and its form is taken from a browser that is signed in as somebody else', async () => {
    const { path, wanted } = await start();
    const { headers } = await api.ask('', 'GET', path);
    assert.match(
      String(headers['content-security-policy']),
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    );
    assert.equal(headers['referrer-policy'], 'same-origin');
    const { cookie } = await registerPerson(api, 'stranger');
    const fromPage = { ...FORM, cookie, host: 'pay.example.org', origin: 'https://pay.example.org' };
    assert.equal((await api.ask('', 'POST', path, BODY, fromPage)).status, 200);
    assert.equal((await wanted('bo')).version, 1);
  });
});

describe('a link that is not good', () => {
  /** The page says so, and the click is refused; nobody's preferences change. */
  async function assertNothingChanges(token: string) {
    const path = `/v1/unsubscribe/${token}`;
    const { store } = api.services;
    const before = await store.readLog('', 1_000);
    const shown = await api.ask('', 'GET', path, undefined, { 'accept-language': 'de-AT,en;q=0.5' });
    assert.equal(shown.status, 200);
    assert.match(shown.text, /Dieser Link gilt nicht mehr/);
    assert.ok(!shown.text.includes('<form'));
    const answer = await api.ask('', 'POST', path, BODY, FORM);
    assert.deepEqual([answer.status, answer.body.code], [404, 'not_found'], token);
    assert.deepEqual(await store.readLog('', 1_000), before);
  }

  it('because it is forged, in any of its parts, changes nothing', async () => {
    const { groupId, memberId } = await start();
    const good = linkOf(groupId, memberId, 'bo');
    const parts = good.split('.');
    const { body: group } = await api.ask('ana', 'GET', `/v1/groups/${groupId}`);
    const withPart = (index: number, text: string) => parts.map((part, at) => (at === index ? text : part)).join('.');
    const { groupId: elsewhere } = await start();
    const forged = [
      withPart(0, elsewhere),
      withPart(1, group.members[0].id),
      withPart(2, 'statement-ready'),
      withPart(2, 'everything'),
      withPart(3, String(Number(parts[3]) + 1)),
      withPart(4, `${parts[4]?.slice(0, -2)}AA`),
      parts.slice(0, 4).join('.'),
      'x',
    ];
    for (const token of forged) await assertNothingChanges(token);
    assert.equal((await api.ask('', 'POST', `/v1/unsubscribe/${good}`, BODY, FORM)).status, 200);
  });

  it('because it is too old changes nothing, and does on its last day', async () => {
    const { path, wanted } = await start();
    clock += UNSUBSCRIBE_DAYS * DAY_MS - DAY_MS / 2;
    assert.equal((await api.ask('', 'POST', path, BODY, FORM)).status, 200);
    const { path: other } = await start();
    clock += (UNSUBSCRIBE_DAYS + 1) * DAY_MS;
    await assertNothingChanges(other.split('/').at(-1) ?? '');
    assert.equal((await wanted('bo')).version, 1);
  });

  it('because its reader left the group changes nothing', async () => {
    const { groupId, memberId, path } = await start();
    const { body: group } = await api.ask('ana', 'GET', `/v1/groups/${groupId}`);
    const { version } = group.members.find(({ id }: { id: string }) => id === memberId);
    const leaving = { 'if-match': `"${version}"` };
    await api.ask('bo', 'DELETE', `/v1/groups/${groupId}/members/${memberId}`, {}, leaving);
    assert.equal((await api.ask('bo', 'GET', `/v1/groups/${groupId}`)).status, 404);
    await assertNothingChanges(path.split('/').at(-1) ?? '');
  });
});
