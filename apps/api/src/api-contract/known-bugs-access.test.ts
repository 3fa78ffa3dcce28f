import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiUnderTest, startApi } from '../testing/api-under-test.ts';
import { equalBill, type Flat, startFlat } from './flat.ts';

let api: ApiUnderTest;
let flat: Flat;
before(async () => {
  api = await startApi();
  flat = await startFlat(3, api);
});
after(() => api.close());

const DAY_MS = 86_400_000;

const invite = async (body: object = {}) => {
  const answer = await flat.ask('POST', '/invitations', body);
  assert.equal(answer.status, 201, answer.text);
  return answer.body as { readonly id: string; readonly token: string };
};
const accept = (user: string, token: string) => api.ask(user, 'POST', '/v1/invitations/accept', { token, name: user });
const preview = (token: string) => api.ask('', 'GET', `/v1/invitations/${token}`);
const paths = (billId: string) => [
  '',
  '/balances',
  '/bills',
  `/bills/${billId}`,
  '/overview',
  '/activity',
  '/export.json',
];

describe('whoever is not in the group', () => {
  it('sees and edits nothing of it, however many ids they know', async () => {
    const bill = await flat.addBill(equalBill(flat.members, 1_000));
    for (const path of paths(bill.id)) {
      const { status, body } = await api.ask('eve', 'GET', flat.path + path);
      assert.deepEqual([status, body.code], [404, 'not_found'], path);
    }
    const match = { 'if-match': '"1"' };
    const edit = await api.ask('eve', 'PUT', `${flat.path}/bills/${bill.id}`, equalBill(flat.members, 2), match);
    const reversal = await api.ask('eve', 'POST', `${flat.path}/bills/${bill.id}/reverse`, {}, match);
    assert.deepEqual([edit.status, reversal.status], [404, 404]);
    assert.equal((await flat.get(`/bills/${bill.id}`)).totalMinor, 1_000);
  });

  it('is told the same of a group that is there and of one that is not', async () => {
    const there = await api.ask('eve', 'GET', flat.path);
    const absent = await api.ask('eve', 'GET', '/v1/groups/00000000-0000-7000-8000-000000000000');
    const said = ({ status, body }: typeof there) => [status, { ...body, requestId: '' }];
    assert.deepEqual(said(there), said(absent));
  });

  it('sees with a link only what they join, until they join', async () => {
    const { token } = await invite();
    const { status, body } = await preview(token);
    assert.equal(status, 200);
    const shown = ['currency', 'expiresAt', 'groupName', 'memberCount', 'memberName', 'role'];
    assert.deepEqual(Object.keys(body).toSorted(), shown);
    assert.equal((await api.ask('lea', 'GET', flat.path)).status, 404);
  });
});

describe('a link into a group', () => {
  it('that was revoked, used up, run out or changed lets nobody in, and does not say which', async () => {
    const revoked = await invite();
    assert.ok((await flat.ask('DELETE', `/invitations/${revoked.id}`)).status < 300);
    const usedUp = await invite({ uses: 1 });
    assert.equal((await accept('first', usedUp.token)).status, 200);
    const valid = await invite();
    const changed = valid.token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const swapped = [valid.token.split('.')[0], revoked.id, valid.token.split('.')[2]].join('.');
    for (const token of [revoked.token, usedUp.token, changed, swapped, 'x']) {
      const { status, body } = await accept('late', token);
      assert.deepEqual(
        [status, body.code, body.detail],
        [404, 'not_found', 'This invitation is not valid any more: ask for a new link.'],
      );
      assert.equal((await preview(token)).status, 404);
    }
    assert.equal((await api.ask('late', 'GET', flat.path)).status, 404);
  });

  it('that has run out lets nobody in', async () => {
    const clock = { now: Date.now() };
    const later = await startApi({ now: () => clock.now });
    const other = await startFlat(2, later);
    const { body: link } = await other.ask('POST', '/invitations', { days: 1 });
    clock.now += DAY_MS + 1;
    assert.equal(
      (await later.ask('late', 'POST', '/v1/invitations/accept', { token: link.token, name: 'Late' })).status,
      404,
    );
    await later.close();
  });

  it('gives the role it was made for and no other, and takes none away from who is in', async () => {
    const asViewer = await invite({ role: 'viewer' });
    assert.equal((await accept('vera', asViewer.token)).status, 200);
    assert.equal((await api.ask('vera', 'GET', `${flat.path}/bills`)).status, 200);
    const write = await api.ask('vera', 'POST', `${flat.path}/bills`, equalBill(flat.members, 1));
    assert.deepEqual([write.status, write.body.code], [403, 'forbidden']);
    assert.equal((await accept('ana', asViewer.token)).status, 200);
    assert.equal((await flat.get('')).members[0].role, 'primary');
  });

  it('used by many at once lets in as many as it says', async () => {
    const { token } = await invite({ uses: 3 });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => accept(`guest-${index}`, token)));
    assert.equal(answers.filter(({ status }) => status === 200).length, 3);
  });
});

describe('who takes part', () => {
  it('may edit the bill of another, and everybody sees who did it and what it was before', async () => {
    const { token } = await invite();
    await accept('mira', token);
    const bill = await flat.addBill(equalBill(flat.members, 900, 'EUR', { title: 'Theirs' }));
    const path = `${flat.path}/bills/${bill.id}`;
    const edited = await api.ask('mira', 'PUT', path, equalBill(flat.members, 600, 'EUR', { title: 'Changed' }), {
      'if-match': '"1"',
    });
    assert.equal(edited.status, 200, edited.text);
    const { activities } = await flat.get(`/bills/${bill.id}/history`);
    const [last] = activities.filter(({ verb }: { verb: string }) => verb === 'bills/update-bill');
    const change = last.changes.find(({ id }: { id: string }) => id === bill.id);
    assert.deepEqual([last.actor, change.before.title, change.after.title], ['mira', 'Theirs', 'Changed']);
  });
});
