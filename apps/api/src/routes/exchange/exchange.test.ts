import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type ApiUnderTest, startApi } from '../../testing/api-under-test.ts';

const DATA = fileURLToPath(new URL('../../../../../../shared/data/', import.meta.url));
const noData = existsSync(DATA) ? false : 'the real exports of shared/data are not here';

const FILE = [
  'Date,Description,Category,Cost,Currency,Ana,Marko',
  '',
  '2026-01-01,Rent,General,100.00,EUR,50.00,-50.00',
  '2026-01-02,"=HYPERLINK(""http://evil"")",General,30.00,EUR,-15.00,15.00',
  '2026-01-03,Marko paid Ana,Payment,20.00,EUR,-20.00,20.00',
  '',
  '2026-02-01,Total balance, , ,EUR,15.00,-15.00',
].join('\n');

describe('import and export over HTTP', () => {
  let api: ApiUnderTest;
  before(async () => {
    api = await startApi();
  });
  after(() => api.close());

  const group = async (currency = 'EUR') => {
    const body = { name: 'Flat', myName: 'Ana', currency, timeZone: 'Europe/Skopje', memberNames: ['Marko'] };
    return (await api.ask('ana', 'POST', '/v1/groups', body)).body;
  };
  const balances = async (id: string): Promise<Record<string, number[]>> => {
    const { body } = await api.ask('ana', 'GET', `/v1/groups/${id}/balances`);
    return Object.fromEntries(
      body.currencies.map((one: { currency: string; members: { amountMinor: number }[] }) => [
        one.currency,
        one.members.map((member) => member.amountMinor),
      ]),
    );
  };

  it('imports a file with a proof that every balance is the source’s, and changes nothing the second time', async () => {
    const { id } = await group();
    const dry = await api.ask('ana', 'POST', `/v1/groups/${id}/import`, { text: FILE, isDryRun: true });
    assert.deepEqual([dry.status, dry.body.proof.isProven, dry.body.importedCount], [200, true, 0]);
    assert.deepEqual(await balances(id), { EUR: [0, 0] });
    const first = await api.ask('ana', 'POST', `/v1/groups/${id}/import`, { text: FILE });
    assert.deepEqual([first.body.importedCount, first.body.knownCount], [3, 0]);
    assert.deepEqual(await balances(id), { EUR: [1500, -1500] });
    const second = await api.ask('ana', 'POST', `/v1/groups/${id}/import`, { text: FILE });
    assert.deepEqual([second.body.importedCount, second.body.knownCount], [0, 3]);
    assert.deepEqual(await balances(id), { EUR: [1500, -1500] });
  });

  it('refuses a wrong file with line and reason, and imports nothing of it', async () => {
    const { id } = await group();
    const wrong = FILE.replace('100.00,EUR,50.00,-50.00', '100.00,EUR,50.00,-49.00');
    const answer = await api.ask('ana', 'POST', `/v1/groups/${id}/import`, { text: wrong });
    assert.deepEqual([answer.status, answer.body.code, answer.body.data.line], [422, 'import_refused', 3]);
    const lying = FILE.replace('EUR,15.00,-15.00', 'EUR,16.00,-16.00');
    assert.equal(
      (await api.ask('ana', 'POST', `/v1/groups/${id}/import`, { text: lying })).body.data.reason,
      'balances_differ',
    );
    assert.deepEqual(await balances(id), { EUR: [0, 0] });
  });

  it('exports a table in which no cell runs as a formula, and reads it back', async () => {
    const { id } = await group();
    await api.ask('ana', 'POST', `/v1/groups/${id}/import`, { text: FILE });
    const csv = await api.ask('ana', 'GET', `/v1/groups/${id}/export.csv`);
    assert.match(String(csv.headers['content-disposition']), /attachment; filename="Flat - /);
    assert.match(csv.text, /'=HYPERLINK/);
    const other = await group();
    await api.ask('ana', 'POST', `/v1/groups/${other.id}/import`, { text: csv.text });
    assert.deepEqual(await balances(other.id), await balances(id));
  });

  it('restores a bundle on another server byte for byte, attachments included, and refuses a changed one', async () => {
    const { id, members } = await group();
    await api.ask('ana', 'POST', `/v1/groups/${id}/import`, { text: FILE });
    const split = {
      method: 'weight',
      weights: members.map((member: { id: string }, index: number) => ({ memberId: member.id, weight: index + 1 })),
    };
    const bill = {
      title: 'Water',
      date: '2026-03-01',
      currency: 'EUR',
      totalMinor: 1001,
      payers: [{ memberId: members[1].id, amountMinor: 1001 }],
      split,
    };
    const { body: made } = await api.ask('ana', 'POST', `/v1/groups/${id}/bills`, bill);
    const url = `/v1/groups/${id}/bills/${made.id}/attachments?fileName=bill.pdf`;
    const attached = await api.app.inject({
      method: 'POST',
      url,
      headers: { authorization: 'Bearer ana', 'content-type': 'application/pdf' },
      payload: Buffer.from('%PDF-1.7 a bill'),
    });
    assert.equal(attached.statusCode, 201);
    const { text } = await api.ask('ana', 'GET', `/v1/groups/${id}/bundle`);
    const elsewhere = await startApi();
    const restored = await elsewhere.ask('zoe', 'POST', '/v1/bundles', { text });
    assert.deepEqual([restored.status, restored.body.id], [201, id]);
    assert.equal((await elsewhere.ask('zoe', 'GET', `/v1/groups/${id}/bundle`)).text, text);
    assert.equal((await elsewhere.ask('zoe', 'POST', '/v1/bundles', { text })).body.code, 'conflict');
    const changed = text.replace('"amountMinor":1001', '"amountMinor":1002');
    assert.notEqual(changed, text);
    const fresh = await startApi();
    assert.equal((await fresh.ask('zoe', 'POST', '/v1/bundles', { text: changed })).body.code, 'import_refused');
    await elsewhere.close();
    await fresh.close();
  });

  it('gives the known balances of real exports', { skip: noData }, async () => {
    const read = (name: string) => readFileSync(`${DATA}${name}`, 'utf8');
    const flat = await group('MKD');
    await api.ask('ana', 'POST', `/v1/groups/${flat.id}/import`, { text: read('splitwise-flat-bills.csv') });
    assert.deepEqual(
      (await balances(flat.id)).MKD?.filter((amount) => amount !== 0),
      [149_850, -149_850],
    );
    const trip = await group('MKD');
    const several = await api.ask('ana', 'POST', `/v1/groups/${trip.id}/import`, {
      text: read('splitwise-multi-payer.csv'),
    });
    assert.equal(several.body.proof.isProven, true);
    const all = await balances(trip.id);
    assert.deepEqual(all.MKD?.filter(Boolean), [17_000, -7_000, -10_000]);
    assert.deepEqual(all.USD?.filter(Boolean), [6_667, -3_333, -3_334]);
    assert.deepEqual(all.CHF?.filter(Boolean), [667, -333, -334]);
    const spliit = await group('EUR');
    const report = await api.ask('ana', 'POST', `/v1/groups/${spliit.id}/import`, { text: read('spliit-group.json') });
    assert.deepEqual([report.status, report.body.importedCount], [200, 75]);
  });
});
