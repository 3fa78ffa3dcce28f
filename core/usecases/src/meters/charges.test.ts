import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { explainBalance } from '../balances/explain-balance.ts';
import { getBalances } from '../balances/get-balances.ts';
import { getBill } from '../bills/get-bill.ts';
import { reverseBill } from '../bills/reverse-bill.ts';
import { examineStore } from '../doctor/examine-store.ts';
import { chargeMeters } from './charge-meters.ts';
import { correctCharges } from './correct-charges.ts';
import { correctReading } from './correct-reading.ts';
import { setTariff } from './set-tariff.ts';
import { daysOf, type MeteredFlat, openFlat, pricedMeter } from './testing/metered-flat.ts';

const TODAY = '2026-11-20';
const sum = (values: readonly { readonly amountMinor: number }[]) =>
  values.reduce((total, { amountMinor }) => total + amountMinor, 0);

async function readFlat() {
  const flat = await openFlat(TODAY);
  const meter = await pricedMeter(flat);
  await flat.read(meter.id, '2026-01-01', 100);
  const february = await flat.read(meter.id, '2026-02-01', 110);
  return { flat, meter, february };
}

async function assertInOrder({ services, as, group }: MeteredFlat): Promise<void> {
  assert.deepEqual((await examineStore(services.store)).findings, []);
  for (const { members } of await getBalances(services, as(), group.id)) assert.equal(sum(members), 0);
}

describe('a charge of a meter', () => {
  it('is a bill whose shares and lines sum to its total', async () => {
    const { flat, meter } = await readFlat();
    const { bill, lines, shares, totalMinor } = await flat.charge(meter.id, '2026-01');
    assert.deepEqual([totalMinor, bill?.totalMinor, bill?.title], [1000, 1000, 'Water 2026-01']);
    assert.deepEqual([sum(shares), sum(lines)], [1000, 1000]);
    assert.deepEqual(shares.map(({ amountMinor }) => amountMinor).toSorted(), [333, 333, 334]);
    await assertInOrder(flat);
  });

  it('is shown by a dry run as it will be, which writes nothing', async () => {
    const { flat, meter } = await readFlat();
    const shown = await flat.charge(meter.id, '2026-01', { isDryRun: true });
    assert.equal(shown.bill, null);
    const [euro] = await getBalances(flat.services, flat.as(), flat.group.id);
    assert.ok(euro?.members.every(({ amountMinor }) => amountMinor === 0));
    const made = await flat.charge(meter.id, '2026-01');
    assert.deepEqual({ ...made, bill: null }, shown);
  });

  it('is made once, by twenty clicks at once, by a retry, and by a second click later', async () => {
    const { flat, meter } = await readFlat();
    const { services, as, group } = flat;
    const click = (key: string) =>
      chargeMeters(services, as(undefined, { idempotencyKey: key }), group.id, meter.id, {
        ...daysOf('2026-01'),
        payers: [{ memberId: flat.ana }],
      });
    const clicks = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => click(`click-${index}`)));
    assert.equal(clicks.filter(({ status }) => status === 'fulfilled').length, 1);
    const retried = await Promise.allSettled([click('click-0'), click('click-0')]);
    const isFirst = clicks[0]?.status === 'fulfilled';
    assert.ok(retried.every(({ status }) => (status === 'fulfilled') === isFirst));
    await assert.rejects(click('later'), { code: 'state_not_allowed' });
    const [euro] = await getBalances(services, as(), group.id);
    assert.ok((euro?.members.find(({ memberId }) => memberId === flat.ana)?.amountMinor ?? 0) <= 667);
    await assertInOrder(flat);
  });

  it('refuses days that another bill has, until that one is reversed', async () => {
    const { flat, meter } = await readFlat();
    const { bill } = await flat.charge(meter.id, '2026-01');
    const overlap = { from: '2026-01-31', through: '2026-02-27' };
    await assert.rejects(flat.charge(meter.id, '2026-02', overlap), {
      code: 'state_not_allowed',
      data: { billId: bill?.id, meterId: meter.id, from: '2026-01-01', through: '2026-01-31' },
    });
    await reverseBill(flat.services, flat.as(1), flat.group.id, bill?.id ?? '');
    const again = await flat.charge(meter.id, '2026-01');
    assert.equal(again.totalMinor, 1000);
    await assertInOrder(flat);
  });

  it('shares a master meter by submeters and common area to the cent, and counts no submeter twice', async () => {
    const flat = await openFlat(TODAY);
    const master = await flat.meter({ name: 'House' });
    const own = [];
    for (const memberId of [flat.ana, flat.marko, flat.iva]) {
      own.push(await pricedMeter(flat, { name: 'Own', parentMeterId: master.id, memberIds: [memberId] }));
    }
    for (const [index, meter] of [master, ...own].entries()) {
      await flat.read(meter.id, '2026-01-01', 10);
      await flat.read(meter.id, '2026-02-01', 10 + ([100, 40, 30, 17][index] ?? 0));
    }
    const house = await flat.charge(master.id, '2026-01', {
      invoiceMinor: 12_345,
      allocation: { rule: 'proportional' },
    });
    assert.deepEqual([house.masterMilli, house.remainderMilli, sum(house.shares)], [100_000, 13_000, 12_345]);
    await assert.rejects(flat.charge(own[0]?.id ?? '', '2026-01'), { code: 'state_not_allowed' });
    await reverseBill(flat.services, flat.as(1), flat.group.id, house.bill?.id ?? '');
    await flat.charge(own[0]?.id ?? '', '2026-01');
    await assert.rejects(flat.charge(master.id, '2026-01', { invoiceMinor: 12_345 }), { code: 'state_not_allowed' });
  });

  it('asks back when submeters counted more than their master', async () => {
    const flat = await openFlat(TODAY);
    const master = await flat.meter({ name: 'House' });
    const own = await flat.meter({ name: 'Own', parentMeterId: master.id, memberIds: [flat.ana] });
    for (const [id, units] of [
      [master.id, 10],
      [own.id, 12],
    ] as const) {
      await flat.read(id, '2026-01-01', 0);
      await flat.read(id, '2026-02-01', units);
    }
    const terms = { invoiceMinor: 1000 };
    await assert.rejects(flat.charge(master.id, '2026-01', terms), { code: 'reading_implausible' });
    const { isRemainderNegative, shares } = await flat.charge(master.id, '2026-01', { ...terms, isConfirmed: true });
    assert.deepEqual([isRemainderNegative, sum(shares)], [true, 1000]);
  });

  it('waits for reviews, for readings, for prices, and for the end of the period', async () => {
    const { flat, meter } = await readFlat();
    await flat.read(meter.id, '2026-03-01', 90, { isConfirmed: true });
    await assert.rejects(flat.charge(meter.id, '2026-02'), { code: 'reading_implausible' });
    const unread = await pricedMeter(flat);
    await assert.rejects(flat.charge(unread.id, '2026-01'), { code: 'state_not_allowed' });
    const unpriced = await flat.meter();
    await assert.rejects(flat.charge(unpriced.id, '2026-01'), { code: 'invalid_input' });
    await assert.rejects(flat.charge(meter.id, '2026-11'), { code: 'invalid_input' });
  });

  it('asks back when a meter was first read after the period began', async () => {
    const { flat, meter } = await readFlat();
    const early = { from: '2025-12-22', through: '2026-01-31' };
    await assert.rejects(flat.charge(meter.id, '2026-01', early), { code: 'reading_implausible' });
    const shown = await flat.charge(meter.id, '2026-01', { ...early, isDryRun: true });
    assert.deepEqual([shown.uncountedDays, shown.totalMinor], [10, 1000]);
  });

  it('keeps the prices it was made by when the tariff changes later', async () => {
    const { flat, meter } = await readFlat();
    const { services, as, group } = flat;
    const { bill } = await flat.charge(meter.id, '2026-01');
    const blocks = [{ uptoMilliPerMonth: null, price: '250' }];
    await setTariff(services, as(meter.version), group.id, meter.id, {
      currency: 'EUR',
      versions: [{ validFrom: '2025-01-01', prices: [{ register: 'total', blocks }], standing: null, vatPercent: '0' }],
    });
    assert.deepEqual(await getBill(services, as(), group.id, bill?.id ?? ''), bill);
    const offered = await correctCharges(services, as(), group.id, meter.id, { isDryRun: true });
    assert.deepEqual([offered.totalMinor, offered.trueUps], [0, []]);
  });

  it('explains a balance by consumption and price', async () => {
    const { flat, meter } = await readFlat();
    await flat.charge(meter.id, '2026-01', { allocation: { rule: 'owner', memberId: flat.marko } });
    const why = await explainBalance(flat.services, flat.as(), flat.group.id, flat.marko, { limit: 10 });
    assert.equal(why.balanceMinor, -1000);
    const [line] = why.lines;
    assert.deepEqual([line?.metered?.consumptionMilli, line?.metered?.unit], [10_000, 'm³']);
    assert.deepEqual(
      line?.metered?.lines.map(({ quantityMilli, price, amountMinor }) => [quantityMilli, price, amountMinor]),
      [[10_000, '100', 1000]],
    );
  });
});

describe('readings that come after a bill', () => {
  it('set an estimate right with the next bill, exactly', async () => {
    const { flat, meter } = await readFlat();
    await flat.charge(meter.id, '2026-01');
    const guessed = await flat.charge(meter.id, '2026-02');
    assert.deepEqual([guessed.isEstimate, guessed.estimatedDays], [true, 28]);
    await flat.read(meter.id, '2026-03-01', 117);
    await flat.read(meter.id, '2026-04-01', 128);
    const march = await flat.charge(meter.id, '2026-03');
    assert.deepEqual(
      march.trueUps.map(({ billId }) => billId),
      [guessed.bill?.id],
    );
    assert.equal(1000 + guessed.totalMinor + march.totalMinor, 2800);
    assert.equal(sum(march.lines), march.totalMinor);
    await assertInOrder(flat);
  });

  it('set several estimates right in a row, each once, though their bills carry each other’s corrections', async () => {
    const { flat, meter } = await readFlat();
    await flat.read(meter.id, '2026-02-11', 112);
    let billed = (await flat.charge(meter.id, '2026-01')).totalMinor;
    billed += (await flat.charge(meter.id, '2026-02')).totalMinor;
    await flat.read(meter.id, '2026-03-01', 119);
    billed += (await flat.charge(meter.id, '2026-03')).totalMinor;
    await flat.read(meter.id, '2026-04-01', 131);
    billed += (await flat.charge(meter.id, '2026-04')).totalMinor;
    await flat.read(meter.id, '2026-05-01', 140);
    await flat.read(meter.id, '2026-06-01', 150);
    billed += (await flat.charge(meter.id, '2026-05')).totalMinor;
    assert.equal(billed, 5000);
    const { trueUps } = await correctCharges(flat.services, flat.as(), flat.group.id, meter.id, { isDryRun: true });
    assert.deepEqual(trueUps, []);
    await assertInOrder(flat);
  });

  it('correct no guess by another guess while some of its days are still not read', async () => {
    const { flat, meter } = await readFlat();
    const { services, as, group } = flat;
    const guessed = await flat.charge(meter.id, '2026-02');
    await flat.read(meter.id, '2026-02-15', 119);
    const offer = () => correctCharges(services, as(), group.id, meter.id, { isDryRun: true });
    assert.deepEqual((await offer()).trueUps, []);
    await flat.read(meter.id, '2026-03-01', 125);
    assert.equal((await offer()).totalMinor, 1500 - guessed.totalMinor);
  });

  it('never rewrite a bill when they are corrected, and offer one that sets it right', async () => {
    const { flat, meter, february } = await readFlat();
    const { services, as, group } = flat;
    const { bill } = await flat.charge(meter.id, '2026-01');
    await correctReading(services, as(1), group.id, meter.id, february.id, { valueMilli: 107_000 });
    assert.deepEqual(await getBill(services, as(), group.id, bill?.id ?? ''), bill);
    const offered = await correctCharges(services, as(), group.id, meter.id, { isDryRun: true });
    assert.deepEqual(
      [offered.totalMinor, offered.trueUps.map(({ billId, amountMinor }) => [billId, amountMinor])],
      [-300, [[bill?.id, -300]]],
    );
    const input = { payers: [{ memberId: flat.ana }] };
    const both = await Promise.allSettled([
      correctCharges(services, as(), group.id, meter.id, input),
      correctCharges(services, as(), group.id, meter.id, input),
    ]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const [euro] = await getBalances(services, as(), group.id);
    assert.equal(euro?.members.find(({ memberId }) => memberId === flat.ana)?.amountMinor, 700 - 234);
    await assertInOrder(flat);
  });

  it('are offered again when the bill that set them right is reversed', async () => {
    const { flat, meter, february } = await readFlat();
    const { services, as, group } = flat;
    await flat.charge(meter.id, '2026-01');
    await correctReading(services, as(1), group.id, meter.id, february.id, { valueMilli: 107_000 });
    const correct = () => correctCharges(services, as(), group.id, meter.id, { payers: [{ memberId: flat.ana }] });
    const made = await correct();
    await assert.rejects(correct(), { code: 'state_not_allowed' });
    await reverseBill(services, as(1), group.id, made.bill?.id ?? '');
    assert.equal((await correct()).totalMinor, -300);
    await assertInOrder(flat);
  });

  it('that only move a part between members are carried by the next bill', async () => {
    const flat = await openFlat(TODAY);
    const { services, as, group } = flat;
    const master = await flat.meter({ name: 'House' });
    const wrong = [];
    for (const [memberId, units] of [
      [flat.ana, 10],
      [flat.marko, 10],
    ] as const) {
      const own = await flat.meter({ name: 'Own', parentMeterId: master.id, memberIds: [memberId] });
      await flat.read(own.id, '2026-01-01', 0);
      wrong.push({ meterId: own.id, reading: await flat.read(own.id, '2026-02-01', units) });
      await flat.read(own.id, '2026-03-01', 40);
    }
    await flat.charge(master.id, '2026-01', { invoiceMinor: 2000 });
    const [first] = wrong;
    await correctReading(services, as(1), group.id, first?.meterId ?? '', first?.reading.id ?? '', {
      valueMilli: 30_000,
    });
    const offered = await correctCharges(services, as(), group.id, master.id, { isDryRun: true });
    assert.deepEqual([offered.totalMinor, offered.trueUps.length], [0, 1]);
    const alone = correctCharges(services, as(), group.id, master.id, { payers: [{ memberId: flat.ana }] });
    await assert.rejects(alone, { code: 'state_not_allowed' });
    const next = await flat.charge(master.id, '2026-02', { invoiceMinor: 4000 });
    assert.deepEqual(
      next.shares.map(({ memberId, amountMinor }) => [memberId, amountMinor]),
      [
        [flat.ana, 1000 + 500],
        [flat.marko, 3000 - 500],
      ],
    );
    await assertInOrder(flat);
  });
});
