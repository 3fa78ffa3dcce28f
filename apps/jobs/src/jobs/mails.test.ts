import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import { createSmtpMailer } from '@shared-payments/adapter-smtp';
import { createTexts } from '@shared-payments/adapter-texts';
import {
  acceptInvitation,
  approvePayment,
  closeMonth,
  confirmPayment,
  createBill,
  createGroup,
  createInvitation,
  groups,
  identityCollections,
  openDispute,
  openUnsubscribeLink,
  put,
  recordPayment,
  resolveDispute,
  type Services,
  setNotificationPreferences,
  setUserSettings,
  startPayment,
  userPartition,
} from '@shared-payments/usecases';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { servicesAt } from '../testing/services-at.ts';
import { outboxJob } from './outbox.ts';

const ANA = { userId: 'ana', requestId: 'test' };
const BO = { userId: 'bo', requestId: 'test' };
const texts = createTexts();

const received: ParsedMail[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, _session, done) =>
    void simpleParser(stream).then((mail) => {
      received.push(mail);
      done();
    }, done),
});
let mailer: ReturnType<typeof createSmtpMailer>;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const url = `smtp://127.0.0.1:${port}`;
  mailer = createSmtpMailer({ url, from: 'Shared Payments <no-reply@example.org>', domain: 'example.org' });
});
after(async () => {
  mailer.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});
beforeEach(() => {
  received.length = 0;
});

async function saveUser({ store }: Services, id: string): Promise<void> {
  const document = { id, version: 1, name: id, email: `${id}@example.org`, isAnonymous: false };
  const info = { partition: userPartition(id), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
  await store.transact(info, async () => ({ writes: [put(identityCollections.user, document)], answer: null }));
}

/** Ana, who runs the flat, and Bo, both with an address. */
async function start() {
  const clock = { now: Date.parse('2026-02-10T12:00:00Z') };
  const services = servicesAt(clock);
  for (const id of ['ana', 'bo']) await saveUser(services, id);
  const names = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: [] };
  const { id: groupId } = await createGroup(services, ANA, names);
  const { token } = await createInvitation(services, ANA, groupId, {});
  await acceptInvitation(services, BO, { token, name: 'Bo' });
  const members = (await services.store.get(groups, `group:${groupId}`, groupId))?.members ?? [];
  const [ana, bo] = [members[0]?.id ?? '', members[1]?.id ?? ''];
  const positions = createMemoryCoordination();
  const outbox = outboxJob({ services, positions, mailer, texts, publicUrl: 'https://pay.example.org' });
  const told = async () => {
    received.length = 0;
    await outbox.run('mail');
    return received.map(({ to, subject }) => [[to].flat()[0]?.text, subject?.replaceAll('\u00a0', ' ')]);
  };
  const addBill = () =>
    createBill(services, ANA, groupId, {
      title: 'Rent',
      date: '2026-01-05',
      currency: 'EUR',
      totalMinor: 10_000,
      payers: [{ memberId: ana, amountMinor: 10_000 }],
      split: { method: 'equal', participants: [ana, bo] },
    });
  return { services, clock, groupId, ana, bo, outbox, told, addBill };
}

describe('a mail of a notice', () => {
  it('has two parts in its reader’s language and direction, and ends such mails with one click', async () => {
    const { services, groupId, ana, bo, outbox } = await start();
    await setUserSettings(services, ANA, { language: 'ar' });
    const payment = { from: bo, to: ana, amountMinor: 5_000, currency: 'EUR', date: '2026-02-10' };
    await recordPayment(services, BO, groupId, payment);
    await outbox.run('mail');
    const [mail] = received;
    assert.ok(mail && received.length === 1);
    assert.match(String(mail.subject), /^Flat: دفع لك \u2068Bo\u2069 مبلغ /);
    assert.match(String(mail.text), /^مرحبًا \u2068ana\u2069،\n\n.*50/s);
    assert.match(String(mail.html), /<html lang="ar" dir="rtl">/);
    const list = mail.headers.get('list') as { unsubscribe?: { url: string }; 'unsubscribe-post'?: { name: string } };
    const url = list.unsubscribe?.url ?? '';
    assert.match(url, /^https:\/\/pay\.example\.org\/v1\/unsubscribe\/[\w.-]+$/);
    assert.equal(
      mail.headerLines.find(({ key }) => key === 'list-unsubscribe-post')?.line,
      'List-Unsubscribe-Post: List-Unsubscribe=One-Click',
    );
    const link = await openUnsubscribeLink(services, url.split('/').at(-1) ?? '');
    assert.deepEqual([link.group.id, link.member.userId, link.kind], [groupId, 'ana', 'payment-received']);
    assert.match(String(mail.messageId), /^<.+-ana@example\.org>$/);
  });

  it('is not sent of what somebody muted, and others hear of it still', async () => {
    const { services, groupId, told, addBill } = await start();
    const preferences = [{ kind: 'bill-added', email: true, push: true }] as const;
    await setNotificationPreferences(services, BO, groupId, preferences);
    await addBill();
    assert.deepEqual(await told(), [['bo@example.org', 'Flat: Rent, €100.00']]);
    const muted = [{ kind: 'bill-added', email: false, push: true }] as const;
    await setNotificationPreferences(services, { ...BO, ifVersion: 1 }, groupId, muted);
    await addBill();
    assert.deepEqual(await told(), []);
  });
});

describe('people are told', () => {
  it('of a dispute: whoever runs the group when it is opened, and who opened it when it is resolved', async () => {
    const { services, groupId, told, addBill } = await start();
    const bill = await addBill();
    const contested = await openDispute(services, BO, groupId, bill.id, { reason: 'I was away' });
    assert.deepEqual(await told(), [['ana@example.org', 'Flat: Rent was contested']]);
    const dispute = contested.disputes[0]?.id ?? '';
    const answer = { state: 'accepted', resolution: 'You were' } as const;
    await resolveDispute(services, { ...ANA, ifVersion: contested.version }, groupId, bill.id, dispute, answer);
    assert.deepEqual(await told(), [['bo@example.org', 'Flat: Your dispute about Rent was accepted']]);
    assert.match(String(received[0]?.text), /The answer: You were/);
  });

  it('of a payment: whoever approves it when it waits, and its payer when it has arrived', async () => {
    const { services, groupId, ana, bo, told, addBill } = await start();
    await addBill();
    await told();
    const asked = { from: bo, to: ana, amountMinor: 5_000, currency: 'EUR', method: 'bank' } as const;
    const payment = await startPayment(services, BO, groupId, asked);
    assert.deepEqual(await told(), [['ana@example.org', 'Flat: Bo wants to pay Ana €50.00']]);
    const approved = await approvePayment(services, { ...ANA, ifVersion: payment.version }, groupId, payment.id);
    assert.deepEqual(await told(), []);
    await confirmPayment(services, { ...ANA, ifVersion: approved.version }, groupId, payment.id, {});
    assert.deepEqual(await told(), [['bo@example.org', 'Flat: Your payment of €50.00 has arrived']]);
  });

  it('that their statement is ready, of the last month that was closed', async () => {
    const { services, groupId, told, addBill } = await start();
    await addBill();
    await told();
    await closeMonth(services, ANA, groupId, '2026-01');
    assert.deepEqual(await told(), [['bo@example.org', 'Flat: Your statement of January 2026 is ready']]);
  });
});
