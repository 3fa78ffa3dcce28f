import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { calendarFeeds, userPartition } from '@shared-payments/usecases';
import ICAL from 'ical.js';
import { type ApiUnderTest, startApi } from '../../testing/api-under-test.ts';

const NOW = Date.parse('2026-11-27T12:00:00Z');
const LONG_TITLE = `Nebenkosten; Wasser, Heizung \\ Müll – ${'größer als eine Zeile 家賃 '.repeat(5)}`.trim();

let api: ApiUnderTest;
before(async () => {
  api = await startApi({ now: () => NOW });
});
after(() => api.close());

/** Ana pays, Bo owes half: a bill that is due, one that comes again, and a meter. */
async function start() {
  const flat = { name: 'Flat, 3; "left"', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' };
  const { body: group } = await api.ask('ana', 'POST', '/v1/groups', flat);
  const base = `/v1/groups/${group.id}`;
  const { body: link } = await api.ask('ana', 'POST', `${base}/invitations`, { role: 'participant' });
  await api.ask('bo', 'POST', '/v1/invitations/accept', { token: link.token, name: 'Bo' });
  const { body: full } = await api.ask('ana', 'GET', base);
  const [ana, bo] = full.members.map(({ id }: { id: string }) => id);
  const money = {
    currency: 'EUR',
    totalMinor: 10_001,
    payers: [{ memberId: ana, amountMinor: 10_001 }],
    split: { method: 'equal', participants: [ana, bo] },
  };
  const bill = { title: LONG_TITLE, date: '2026-11-20', dueOn: '2026-12-05', ...money };
  assert.equal((await api.ask('ana', 'POST', `${base}/bills`, bill)).status, 201);
  const rule = { frequency: 'monthly', interval: 1, startDate: '2026-12-31', anchorDay: 31 };
  const recurring = await api.ask('ana', 'POST', `${base}/recurring-bills`, {
    rule,
    template: { title: 'Rent', ...money },
  });
  assert.equal(recurring.status, 201, recurring.text);
  const { body: feed } = await api.ask('bo', 'POST', `${base}/calendar-feed`, {});
  return { base, groupId: String(group.id), path: String(feed.path) };
}

interface Event {
  readonly uid: string;
  readonly summary: string;
  readonly on: string;
  readonly isDay: boolean;
}

function eventsIn(text: string): readonly Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, startDate } = new ICAL.Event(component);
    return { uid, summary, on: startDate.toString(), isDay: startDate.isDate };
  });
}

describe('a calendar of due dates', () => {
  it('tells, to a program that knows RFC 5545, what is due for its owner, on which day, under names that stay', async () => {
    const { path } = await start();
    const { status, headers, text } = await api.ask('', 'GET', path);
    assert.deepEqual([status, headers['content-type']], [200, 'text/calendar; charset=utf-8']);
    const events = eventsIn(text);
    assert.deepEqual(
      events.slice(0, 4).map(({ on }) => on),
      ['2026-12-05', '2026-12-31', '2027-01-31', '2027-02-28'],
    );
    assert.equal(events.length, 12);
    assert.ok(events.every(({ isDay }) => isDay));
    assert.equal(events[0]?.summary, `${LONG_TITLE}: €50.00 to pay`);
    assert.equal(events[1]?.summary, 'Rent comes again: €100.01');
    const again = eventsIn((await api.ask('', 'GET', path)).text);
    assert.deepEqual(again, events);
    assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length);
    assert.match(text, /^X-WR-CALNAME:Flat\\, 3\\; "left": due dates\r$/m);
  });

  it('has lines of at most 75 bytes that end as the standard says', async () => {
    const { path } = await start();
    const { text } = await api.ask('', 'GET', path);
    const lines = text.split('\r\n');
    assert.ok(!lines.some((line) => line.includes('\n') || line.includes('\r')));
    assert.deepEqual(
      lines.filter((line) => Buffer.byteLength(line) > 75),
      [],
    );
    assert.ok(
      lines.some((line) => line.startsWith(' ')),
      'the long title is folded',
    );
  });

  it('shows a payer and a viewer nothing they do not owe', async () => {
    const { base } = await start();
    const { body: feed } = await api.ask('ana', 'POST', `${base}/calendar-feed`, {});
    const events = eventsIn((await api.ask('', 'GET', feed.path)).text);
    assert.ok(events.every(({ summary }) => summary.startsWith('Rent comes again')));
  });

  it('asks the primary payer to read a meter that is due, and nobody else', async () => {
    const { base, path } = await start();
    const meter = { name: 'Water', resource: 'water', unit: 'm³', readingEveryMonths: 1, readingDay: 5 };
    const made = await api.ask('ana', 'POST', `${base}/meters`, meter);
    assert.equal(made.status, 201, made.text);
    const { body: feed } = await api.ask('ana', 'POST', `${base}/calendar-feed`, {});
    const isReading = ({ summary }: Event) => summary === 'Water is to be read';
    const events = eventsIn((await api.ask('', 'GET', feed.path)).text);
    assert.deepEqual(
      events.filter(isReading).map(({ on }) => on),
      [made.body.nextReadingOn],
    );
    assert.equal(eventsIn((await api.ask('', 'GET', path)).text).filter(isReading).length, 0);
  });

  it('is in its owner’s language', async () => {
    const { path } = await start();
    await api.ask('bo', 'PUT', '/v1/account/settings', { language: 'de' });
    const [first] = eventsIn((await api.ask('', 'GET', path)).text);
    assert.equal(first?.summary.replaceAll('\u00a0', ' '), `${LONG_TITLE}: 50,00 € zu zahlen`);
    await api.ask('bo', 'PUT', '/v1/account/settings', { language: null }, { 'if-match': '"1"' });
  });

  it('is sent again only when something changed', async () => {
    const { path, base } = await start();
    const { headers } = await api.ask('', 'GET', path);
    assert.equal(headers['cache-control'], 'private, no-cache');
    const ask = () => api.ask('', 'GET', path, undefined, { 'if-none-match': String(headers.etag) });
    const same = await ask();
    assert.deepEqual([same.status, same.text], [304, '']);
    const { body: group } = await api.ask('ana', 'GET', base);
    await api.ask('ana', 'PATCH', base, { name: 'Other' }, { 'if-match': `"${group.version}"` });
    assert.equal((await ask()).status, 200);
  });
});

describe('the address of a calendar', () => {
  it('is kept as a digest only, and told once', async () => {
    const { base, groupId, path } = await start();
    const token = path.split('/').at(-1) ?? '';
    const kept = await api.services.store.get(calendarFeeds, userPartition('bo'), groupId);
    assert.ok(kept && !JSON.stringify(kept).includes(token));
    assert.ok(!JSON.stringify(await api.services.store.readLog('', 1_000)).includes(token));
    assert.deepEqual(Object.keys((await api.ask('bo', 'GET', `${base}/calendar-feed`)).body), ['createdAt']);
  });

  it('ends when it is taken back, when a new one is made, and when its owner leaves', async () => {
    const { base, path } = await start();
    const statusOf = async (at: string) => (await api.ask('', 'GET', at)).status;
    const { body: next } = await api.ask('bo', 'POST', `${base}/calendar-feed`, {});
    assert.notEqual(next.path, path);
    assert.deepEqual([await statusOf(path), await statusOf(next.path)], [404, 200]);
    assert.equal((await api.ask('bo', 'DELETE', `${base}/calendar-feed`)).status, 204);
    assert.equal(await statusOf(next.path), 404);
    assert.deepEqual((await api.ask('bo', 'GET', `${base}/calendar-feed`)).body, { createdAt: null });
    const { body: last } = await api.ask('bo', 'POST', `${base}/calendar-feed`, {});
    const { body: group } = await api.ask('bo', 'GET', base);
    const { id, version } = group.members.find(({ name }: { name: string }) => name === 'Bo');
    const payment = { from: id, to: group.members[0].id, amountMinor: 5_000, currency: 'EUR', date: '2026-11-27' };
    await api.ask('bo', 'POST', `${base}/payments`, payment);
    const left = await api.ask('bo', 'DELETE', `${base}/members/${id}`, {}, { 'if-match': `"${version}"` });
    assert.ok(left.status < 300, left.text);
    assert.equal(await statusOf(last.path), 404);
  });

  it('that nobody was given is not found', async () => {
    assert.equal((await api.ask('', 'GET', `/v1/calendar-feeds/${'A'.repeat(43)}`)).status, 404);
  });
});
