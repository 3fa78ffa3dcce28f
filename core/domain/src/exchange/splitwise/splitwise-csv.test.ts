import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImportedGroup } from '../imported-group.ts';
import { proveImport } from '../prove-import.ts';
import { parseSplitwiseCsv } from './splitwise-csv.ts';

const HEADER = 'Date,Description,Category,Cost,Currency,Ana Kos,Ben Lee,Cleo';

const LANGUAGES: readonly (readonly [string, string, string, string])[] = [
  ['Date,Description,Category,Cost,Currency', 'Payment', 'Total balance', 'Ana K. paid Ben L.'],
  ['Datum,Beschreibung,Kategorie,Kosten,Währung', 'Zahlung', 'Gesamtbilanz', 'Ana K. zahlte Ben L.'],
  ['Fecha,Descripción,Categoría,Coste,Moneda', 'Pago', 'Saldo total', 'Ana K. pagó Ben L.'],
  ['Date,Description,Catégorie,Coût,Devise', 'Paiement', 'Solde total', 'Ana K. a payé Ben L.'],
  ['Data,Descrizione,Categorie,Costo,Valuta', 'Pagamento', 'Bilancio totale', 'Ana K. ha pagato Ben L.'],
  ['Data,Descrição,Categoria,Custo,Moeda', 'Pagamento', 'Saldo total', 'Ana K. pagou Ben L.'],
  ['Datum,Omschrijving,Categorie,Kosten,Valuta', 'Betaling', 'Totaal saldo', 'Ana K. betaalde Ben L.'],
  ['Data,Opis,Kategoria,Koszt,Waluta', 'Płatność', 'Całkowite saldo', 'Ana K. zapłaciła Ben L.'],
  ['Datum,Beskrivning,Kategori,Kostnad,Valuta', 'Betalning', 'Totalsumma', 'Ana K. betalade Ben L.'],
  ['Tanggal,Keterangan,Kategori,Biaya,Mata uang', 'Pembayaran', 'Total saldo', 'Ana K. membayar Ben L.'],
  ['日付,概要,カテゴリ,費用,通貨', '支払い', '合計残高', 'Ana K. paid Ben L.'],
  ['วันที่,คำอธิบาย,หมวดหมู่,ราคา,สกุลเงิน', 'การชำระเงิน', 'ยอดคงเหลือรวม', 'Ana K. paid Ben L.'],
];

test('every language of Splitwise is read, with its payments and its balances', () => {
  for (const [titles, payment, footer, title] of LANGUAGES) {
    const group = parseSplitwiseCsv(
      [
        `${titles},Ana Kos,Ben Lee`,
        '',
        '2026-01-05,Rent,General,900.00,EUR,450.00,-450.00',
        `2026-01-06,x,${payment},100.00,EUR,-100.00,100.00`,
        `2026-01-07,${title},General,20.00,EUR,20.00,-20.00`,
        '',
        `2026-01-08,${footer}, , ,EUR,370.00,-370.00`,
      ].join('\n'),
    );
    assert.deepEqual(kinds(group), ['bill', 'payment', 'payment'], titles);
    assert.deepEqual(balances(group), { EUR: [37000n, -37000n] }, titles);
    assert.deepEqual(group.sourceBalanceOrigin, { EUR: 'stated' }, titles);
    assert.deepEqual(group.warnings, [], titles);
  }
});

test('a header in a language not known is taken by position when the rows are what Splitwise writes', () => {
  const group = parseSplitwiseCsv('Dátum,Leírás,Kategória,Költség,Pénznem,A,B\n2026-01-05,x,y,9.00,HUF,4.50,-4.50\n');
  assert.deepEqual(group.warnings, [{ code: 'header_by_position', line: 1 }]);
  assert.equal(proveImport(group).isProven, true);
});

test('several payers are kept with their exact nets, and the last of repeated footers counts', () => {
  const group = parse(
    '2026-07-01,hotel,Hotel,200.00,MKD,33.33,33.33,-66.66',
    '2026-07-02,Total balance, , ,MKD,1.00,-1.00,0.00',
    '2026-07-01,museum,General,90.00,MKD,60.00,-30.00,-30.00',
    ',,,,,,,',
    '2026-07-03,Total balance, , ,MKD,93.33,3.33,-96.66',
  );
  assert.deepEqual(balances(group), { MKD: [9333n, 333n, -9666n] });
  assert.deepEqual(
    group.items[0]?.payers.map((payer) => payer.amountMinor),
    [10000n, 10000n],
  );
  assert.deepEqual(group.warnings, [{ code: 'footer_repeated_differs', line: 6 }]);
  assert.deepEqual(
    proveImport(group).inferred.map((inference) => [inference.code, inference.lines]),
    [
      ['payers_equal_split', [2]],
      ['payer_share_from_cost', [4]],
    ],
  );
});

test('a footer that the rows do not add up to is no proof', () => {
  const proof = proveImport(
    parse('2026-07-01,a,General,90.00,EUR,60.00,-30.00,-30.00', ',Total balance,,,EUR,60.00,-60.00,0.00'),
  );
  assert.equal(proof.isProven, false);
  assert.deepEqual(
    proof.rows.map((row) => row.differenceMinor),
    [0n, 3000n, -3000n],
  );
});

test('notes before the header, messages, quoted commas, removed and repeated members are what they are', () => {
  const group = parseSplitwiseCsv(
    [
      'Note: does not include group expenses',
      '',
      'Date,Description,Category,Cost,Currency,Ana,Ana,Ben (removed)',
      '2026-07-01,"eggs, ""bio""",Groceries,9.00,EUR,6.00,-3.00,-3.00',
      '2026-07-04,hello," "," ",EUR,0.00,0.00,0.00',
    ].join('\r\n'),
    { fileName: 'flat_3_2026-07-05_export.csv' },
  );
  assert.equal(group.name, 'Flat 3');
  assert.equal(group.items[0]?.title, 'eggs, "bio"');
  assert.deepEqual(
    group.members.map((member) => [member.key, member.name, member.isActive]),
    [
      ['name:Ana', 'Ana', true],
      ['name:Ana#2', 'Ana (2)', true],
      ['name:Ben', 'Ben', false],
    ],
  );
  assert.deepEqual(
    group.warnings.map((warning) => [warning.code, warning.line]),
    [
      ['member_name_repeated', 3],
      ['row_without_effect', 5],
    ],
  );
});

test('currencies keep their own decimals', () => {
  const group = parse(
    '2026-09-02,Ryokan,Hotel,30000,JPY,15000,-15000,0',
    '2026-09-03,Hilo,General,19500.00,CLP,9750.00,-9750.00,0.00',
    '2026-09-04,Dates,General,1.000,KWD,0.666,-0.333,-0.333',
  );
  assert.deepEqual(balances(group), {
    JPY: [15000n, -15000n, 0n],
    CLP: [9750n, -9750n, 0n],
    KWD: [666n, -333n, -333n],
  });
});

test('a file saved again by a spreadsheet, with semicolons and decimal commas, is the same group', () => {
  const saved =
    '\uFEFFDate;Description;Category;Cost;Currency;Ana;Ben\n2026/7/1;a;b;12,50;eur;6,25;-6,25\n5.7.2026;c;b;3;EUR;-3;3\n';
  const group = parseSplitwiseCsv(saved);
  assert.deepEqual(
    group.items.map((item) => item.date),
    ['2026-07-01', '2026-07-05'],
  );
  assert.deepEqual(balances(group), { EUR: [325n, -325n] });
});

test('a payment that is no transfer of its cost from one to one other stays a bill', () => {
  const group = parse(
    '2026-07-01,settle,Payment,90.00,EUR,90.00,-40.00,-50.00',
    '2026-07-01,Ana paid rent,General,90.00,EUR,90.00,-90.00,0.00',
    '2026-07-01,nobody,General,9.00,EUR,0.00,0.00,0.00',
  );
  assert.deepEqual(kinds(group), ['bill', 'bill', 'bill']);
  assert.ok(group.items[0]?.inferred.includes('payment_kept_as_bill'));
  assert.deepEqual(group.items[2]?.inferred, ['payer_unknown']);
  assert.equal(proveImport(group).isProven, true);
});

test('a record has the same id in a later export, with more members and rows, and equal rows have their own', () => {
  const early = parse('2026-07-01,a,General,9.00,EUR,4.50,-4.50,0.00', '2026-07-01,a,General,9.00,EUR,4.50,-4.50,0.00');
  const later = parseSplitwiseCsv(
    [
      'Date,Description,Category,Cost,Currency,Dora,Ben Lee (removed),Ana Kos',
      '2026-06-30,new,General,2.00,EUR,1.00,-1.00,0.00',
      '2026-07-01,a,General,9.00,EUR,0.00,-4.50,4.50',
      '2026-07-01,a,General,9.00,EUR,0.00,-4.50,4.50',
    ].join('\n'),
  );
  assert.equal(new Set(early.items.map((item) => item.sourceId)).size, 2);
  assert.deepEqual(
    later.items.slice(1).map((item) => item.sourceId),
    early.items.map((item) => item.sourceId),
  );
});

function parse(...rows: readonly string[]): ImportedGroup {
  return parseSplitwiseCsv([HEADER, ...rows].join('\n'));
}

function kinds(group: ImportedGroup): readonly string[] {
  return group.items.map((item) => item.kind);
}

/** Proven balances per currency in the order of the members. */
function balances(group: ImportedGroup): Readonly<Record<string, readonly bigint[]>> {
  const proof = proveImport(group);
  assert.equal(proof.isProven, true);
  const table: Record<string, bigint[]> = {};
  for (const row of proof.rows) {
    const list = table[row.currency] ?? [];
    table[row.currency] = list;
    list.push(row.oursMinor);
  }
  return table;
}
