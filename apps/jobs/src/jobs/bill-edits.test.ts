import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTexts } from '@shared-payments/adapter-texts';
import { NOTICE_KINDS } from '@shared-payments/domain';
import {
  addComment,
  approveBill,
  notificationPreferences,
  openDispute,
  openUnsubscribeLink,
  put,
  QUIET_MS,
  setNotificationPreferences,
  userPartition,
} from '@shared-payments/usecases';
import { asking, keepingMailer, openEditedFlat, type Rent } from '../testing/edited-flat.ts';

const texts = createTexts();
const SECOND_MS = 1_000;
const RENT: Rent = { paid: { ana: 90 }, shares: { ana: 30, bo: 30, cy: 30 } };
const DEARER: Rent = { paid: { ana: 100 }, shares: { ana: 30, bo: 40, cy: 30 } };

/** A flat with a bill of 30 euros each, which everybody has heard of. */
async function start(rent: Rent = RENT) {
  const { taken, mailer } = keepingMailer();
  const flat = await openEditedFlat({ texts, mailer });
  const { clock, outbox } = flat;
  const told = async () => {
    taken.length = 0;
    await outbox.run('mail');
    return taken.map(({ to, subject }) => `${to.split('@')[0]}: ${subject}`).toSorted();
  };
  const toldAfter = (waitMs: number) => {
    clock.now += waitMs;
    return told();
  };
  const bill = await flat.write('ana', rent);
  await toldAfter(QUIET_MS);
  clock.now += QUIET_MS;
  return { ...flat, bill, taken, told, toldAfter };
}

const BO_HEARS = ['bo: Flat: Ana changed Rent'];

describe('an edit of a bill', () => {
  it('is told to whose share it changed, once the bill is left alone: by whom, from what to what, and where', async () => {
    const { services, groupId, bill, edit, taken, told, toldAfter } = await start();
    await edit('ana', bill, DEARER);
    assert.deepEqual(await told(), []);
    assert.deepEqual(await toldAfter(QUIET_MS - 1), []);
    assert.deepEqual(await toldAfter(1), BO_HEARS);
    const [mail] = taken;
    assert.ok(mail);
    assert.match(
      mail.text,
      /^Hello bo,\n\nAna changed Rent of February 1, 2026: €100\.00 in all\.\nYour share: €40\.00 instead of €30\.00\.\n\n/,
    );
    assert.match(mail.text, new RegExp(`https://pay\\.example\\.org/groups/${groupId}/bills/${bill.id}\n`));
    assert.match(mail.html ?? '', /€40\.00 instead of €30\.00/);
    const link = await openUnsubscribeLink(services, mail.unsubscribeUrl?.split('/').at(-1) ?? '');
    assert.deepEqual([link.member.userId, link.kind], ['bo', 'bill-changed']);
    assert.deepEqual(await toldAfter(QUIET_MS), []);
  });

  it('of what somebody paid is told to them, and of the currency to all who have part in it', async () => {
    const shares = { ana: 60, bo: 30 };
    const { clock, bill, edit, taken, toldAfter } = await start({ ...RENT, shares });
    const paidByBo = await edit('ana', bill, { paid: { ana: 60, bo: 30 }, shares });
    assert.deepEqual(await toldAfter(QUIET_MS), BO_HEARS);
    assert.match(taken[0]?.text ?? '', /in all\.\nWhat you paid: €30\.00 instead of €0\.00\.\n\n/);
    clock.now += QUIET_MS;
    await edit('ana', paidByBo, { paid: { ana: 60, bo: 30 }, shares, currency: 'USD' });
    assert.deepEqual(await toldAfter(QUIET_MS), BO_HEARS);
    assert.match(
      taken[0]?.text ?? '',
      /Your share: \$30\.00 instead of €30\.00\.\nWhat you paid: \$30\.00 instead of €30\.00\.\n/,
    );
  });

  it('that changes no money is told to nobody', async () => {
    const { bill, edit, toldAfter } = await start();
    const renamed = await edit('ana', bill, { ...RENT, title: 'Rent of February' });
    await edit('bo', renamed, { ...RENT, title: 'Rent, February' });
    assert.deepEqual(await toldAfter(QUIET_MS), []);
  });

  it('is not told to who made it', async () => {
    const { bill, edit, toldAfter } = await start();
    await edit('bo', bill, { paid: { ana: 90 }, shares: { ana: 40, bo: 20, cy: 30 } });
    assert.deepEqual(await toldAfter(QUIET_MS), ['ana: Flat: Bo changed Rent']);
  });

  it('of a draft is told to nobody; approved, the draft is a new bill', async () => {
    const { services, groupId, bill, edit, told, toldAfter } = await start({ ...RENT, isDraft: true });
    const once = await edit('ana', bill, DEARER);
    assert.deepEqual(await toldAfter(QUIET_MS), []);
    const edited = await edit('ana', await edit('ana', once, RENT), DEARER);
    const preferences = [{ kind: 'bill-added', email: true, push: true }] as const;
    await setNotificationPreferences(services, asking('bo'), groupId, preferences);
    const approved = await approveBill(services, { ...asking('ana'), ifVersion: edited.version }, groupId, bill.id);
    assert.deepEqual(await told(), ['bo: Flat: Rent, €100.00']);
    await edit('ana', approved, RENT);
    assert.deepEqual(await toldAfter(QUIET_MS), BO_HEARS);
    const other = await start({ ...RENT, isDraft: true });
    await other.takeBack('ana', other.bill);
    assert.deepEqual(await other.toldAfter(QUIET_MS), []);
  });

  it('is not told to who wants to hear of none', async () => {
    const { services, groupId, bill, edit, toldAfter } = await start();
    const muted = [{ kind: 'bill-changed', email: false, push: true }] as const;
    await setNotificationPreferences(services, asking('bo'), groupId, muted);
    await edit('ana', bill, DEARER);
    assert.deepEqual(await toldAfter(QUIET_MS), []);
  });

  it('is told to who chose what to hear of before there was this kind', async () => {
    const { services, groupId, bill, edit, toldAfter } = await start();
    const preferences = NOTICE_KINDS.filter((kind) => kind !== 'bill-changed').map((kind) => ({
      kind,
      email: false,
      push: false,
    }));
    const info = { partition: userPartition('bo'), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
    const writes = [put(notificationPreferences, { id: groupId, version: 1, preferences })];
    await services.store.transact(info, async () => ({ writes, answer: null }));
    await edit('ana', bill, DEARER);
    assert.deepEqual(await toldAfter(QUIET_MS), BO_HEARS);
  });

  it('holds up nothing else while it waits', async () => {
    const { services, groupId, bill, edit, told, toldAfter } = await start();
    await edit('ana', bill, DEARER);
    const preferences = [{ kind: 'comment-added', email: true, push: true }] as const;
    await setNotificationPreferences(services, asking('bo'), groupId, preferences);
    await addComment(services, asking('ana'), groupId, bill.id, { text: 'The water' });
    assert.deepEqual(await told(), ['bo: Flat: Ana commented on Rent']);
    assert.deepEqual(await toldAfter(QUIET_MS), BO_HEARS);
  });
});

describe('edits of one bill that follow each other', () => {
  it('are told as one, from before the first to after the last', async () => {
    const { clock, bill, edit, taken, told, toldAfter } = await start();
    let last = bill;
    for (const more of [40, 50, 60]) {
      last = await edit('ana', last, { paid: { ana: 60 + more }, shares: { ana: 30, bo: more, cy: 30 } });
      assert.deepEqual(await told(), []);
      clock.now += QUIET_MS - SECOND_MS;
    }
    assert.deepEqual(await told(), []);
    assert.deepEqual(await toldAfter(SECOND_MS), BO_HEARS);
    assert.match(taken[0]?.text ?? '', /Your share: €60\.00 instead of €30\.00\./);
  });

  it('are told each when the bill was left alone between them, though somebody disputed it', async () => {
    const { services, clock, groupId, bill, edit, taken, toldAfter } = await start();
    const first = await edit('ana', bill, DEARER);
    clock.now += QUIET_MS - SECOND_MS;
    const disputed = await openDispute(services, asking('bo'), groupId, first.id, { reason: 'Why?' });
    clock.now += QUIET_MS - SECOND_MS;
    await edit('ana', disputed, { paid: { ana: 110 }, shares: { ana: 30, bo: 50, cy: 30 } });
    assert.deepEqual(await toldAfter(QUIET_MS), [
      'ana: Flat: Rent was contested',
      'bo: Flat: Ana changed Rent',
      'bo: Flat: Ana changed Rent',
    ]);
    const changes = taken.flatMap(({ text }) => text.match(/Your share: .+ instead of .+/)?.[0] ?? []);
    assert.deepEqual(changes, ['Your share: €40.00 instead of €30.00.', 'Your share: €50.00 instead of €40.00.']);
  });

  it('and end where they began are told to nobody', async () => {
    const { bill, edit, toldAfter } = await start();
    await edit('ana', await edit('ana', bill, DEARER), RENT);
    assert.deepEqual(await toldAfter(QUIET_MS), []);
  });

  it('by two are told to each as the other left it, by the name of who changed their part', async () => {
    const { bill, edit, taken, toldAfter } = await start();
    const byBo = await edit('bo', bill, { paid: { ana: 90 }, shares: { ana: 45, bo: 25, cy: 20 } });
    const byAna = await edit('ana', byBo, { paid: { ana: 90 }, shares: { ana: 30, bo: 40, cy: 20 } });
    await edit('ana', byAna, { paid: { ana: 90 }, shares: { ana: 30, bo: 40, cy: 20 }, title: 'Rent!' });
    assert.deepEqual(await toldAfter(QUIET_MS), ['bo: Flat: Ana changed Rent!', 'cy: Flat: Bo changed Rent!']);
    const [toBo] = taken.filter(({ to }) => to.startsWith('bo'));
    assert.match(toBo?.text ?? '', /Your share: €40\.00 instead of €25\.00\./);
  });
});

describe('a bill that is taken back', () => {
  it('is told to all who had part in it, with what they had', async () => {
    const { bill, takeBack, taken, toldAfter } = await start();
    await takeBack('bo', bill);
    assert.deepEqual(await toldAfter(QUIET_MS), ['ana: Flat: Bo took back Rent', 'cy: Flat: Bo took back Rent']);
    const [toAna] = taken.filter(({ to }) => to.startsWith('ana'));
    assert.match(
      toAna?.text ?? '',
      /\n\nBo took back Rent of February 1, 2026, €90\.00: it does not count any more\.\nYour share: €0\.00 instead of €30\.00\.\nWhat you paid: €0\.00 instead of €90\.00\.\n\n/,
    );
  });

  it('right after an edit is told once, with what everybody had before both', async () => {
    const { bill, edit, takeBack, taken, toldAfter } = await start();
    await takeBack('ana', await edit('ana', bill, DEARER));
    assert.deepEqual(await toldAfter(QUIET_MS), ['bo: Flat: Ana took back Rent', 'cy: Flat: Ana took back Rent']);
    for (const { text } of taken) assert.match(text, /Your share: €0\.00 instead of €30\.00\./);
  });
});

describe('the readers of edits', () => {
  it('read a new log from its beginning, however late they come to it', async () => {
    const { taken, mailer } = keepingMailer();
    const { clock, outbox, write, edit } = await openEditedFlat({ texts, mailer });
    await edit('ana', await write('ana', RENT), DEARER);
    await outbox.run('mail');
    clock.now += QUIET_MS;
    await outbox.run('mail');
    assert.deepEqual(
      taken.map(({ to, subject }) => [to, subject]),
      [['bo@example.org', 'Flat: Ana changed Rent']],
    );
  });

  it('begin where the mails stand, tell nobody of what was before, and miss nothing from then on', async () => {
    const { bill, edit, positions, toldAfter, told } = await start();
    const dearer = await edit('ana', bill, DEARER);
    await toldAfter(QUIET_MS);
    await positions.save('outbox-edits', '');
    assert.deepEqual(await toldAfter(QUIET_MS), []);
    await positions.save('outbox-edits', '');
    await edit('ana', dearer, RENT);
    assert.deepEqual(await told(), []);
    assert.deepEqual(await toldAfter(QUIET_MS), BO_HEARS);
  });
});
