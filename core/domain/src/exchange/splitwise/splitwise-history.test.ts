import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../calendar/local-date.ts';
import { formatPlain } from '../../money/money.ts';
import { proveImport } from '../prove-import.ts';
import { parseSplitwiseCsv } from './splitwise-csv.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const DATA = new URL('../../../../../../shared/data/', import.meta.url);

const GOLDEN: readonly (readonly [string, Readonly<Record<string, readonly bigint[]>>])[] = [
  ['splitwise-flat-bills.csv', { MKD: [149850n, -149850n] }],
  [
    'splitwise-multi-payer.csv',
    { CHF: [667n, -333n, -334n], MKD: [17000n, -7000n, -10000n], USD: [6667n, -3333n, -3334n] },
  ],
];

for (const [name, expected] of GOLDEN) {
  const file = new URL(name, DATA);
  const skip = existsSync(file) ? false : 'the file of real data does not stand beside the repository';
  test(`the real export ${name} ends at the balances it states`, { skip }, () => {
    const proof = proveImport(parseSplitwiseCsv(readFileSync(file, 'utf8')));
    assert.equal(proof.isProven, true);
    assert.deepEqual(new Set(Object.values(proof.sourceBalanceOrigin)), new Set(['stated']));
    for (const [currency, balances] of Object.entries(expected)) {
      assert.deepEqual(
        proof.rows.filter((row) => row.currency === currency).map((row) => row.oursMinor),
        balances,
      );
    }
  });
}

test('ten years of bills in three currencies, settled now and then, end at exactly 0.00', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const amounts = fc.array(fc.tuple(fc.integer({ min: 1, max: 5_000_000 }), fc.nat(9), fc.nat(99)), {
    minLength: 640,
    maxLength: 680,
  });
  fc.assert(
    fc.property(amounts, (list) => {
      const { text, rowCount, paymentCount } = writeTwoPersonHistory(list);
      const group = parseSplitwiseCsv(text, { fileName: 'ana-k-and-ben-l_2026-06-30_export copy.csv' });
      const proof = proveImport(group);
      assert.equal(group.name, 'Ana K and Ben L');
      assert.equal(proof.isProven, true);
      assert.deepEqual([group.items.length, proof.paymentCount], [rowCount, paymentCount]);
      assert.ok(proof.rows.length === 6 && proof.rows.every((row) => row.oursMinor === 0n && row.sourceMinor === 0n));
    }),
    { seed, numRuns: 20 },
  );
});

test('a trip of seven in thirds and sevenths without footer, ended by a message, is settled to the cent', () => {
  const members = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const rows = [940000n, 530000n, 970000n, 330001n, 500000n, 120002n, 200000n].map((cost, payer) => {
    const nets = members.map(
      (_, index) => (index === payer ? cost : 0n) - cost / 7n - (index < Number(cost % 7n) ? 1n : 0n),
    );
    return { cost, nets };
  });
  const open = members.map((_, index) => rows.reduce((sum, row) => sum + (row.nets[index] ?? 0n), 0n));
  for (let index = 0; index < 6; index += 1) {
    const amount = open[index] ?? 0n;
    const nets = members.map((_, other) => (other === index ? -amount : other === 6 ? amount : 0n));
    rows.push({ cost: amount < 0n ? -amount : amount, nets });
  }
  const lines = rows.map((row, index) => {
    const category = index < 7 ? 'General' : 'Payment';
    return `2025-12-06,Expense ${index},${category},${[row.cost, 'MKD', ...row.nets].map(plain).join(',')}`;
  });
  const text = [
    'Date,Description,Category,Cost,Currency,A,B,C,D,E,F,G',
    ...lines,
    '2026-07-04,Bye," "," ",MKD,0,0,0,0,0,0,0',
  ];
  const proof = proveImport(parseSplitwiseCsv(text.join('\n')));
  assert.equal(proof.isProven, true);
  assert.deepEqual(proof.sourceBalanceOrigin, { MKD: 'computed' });
  assert.deepEqual([proof.billCount, proof.paymentCount], [7, 6]);
  assert.deepEqual(new Set(proof.rows.map((row) => row.oursMinor)), new Set([0n]));
});

function writeTwoPersonHistory(list: readonly (readonly [number, number, number])[]): {
  readonly text: string;
  readonly rowCount: number;
  readonly paymentCount: number;
} {
  const open = new Map<string, bigint>();
  const lines = list.map(([cost, kind, share], index) => {
    const currency = index % 67 === 5 ? 'EUR' : index % 300 === 7 ? 'USD' : 'MKD';
    const part = kind < 7 ? BigInt(cost) / 2n : (BigInt(cost) * BigInt(share)) / 100n;
    const net = kind % 2 === 0 ? part : -part;
    open.set(currency, (open.get(currency) ?? 0n) + net);
    const title = kind === 3 ? '"Maici, gakji"' : 'Kirija';
    return `${addDays('2016-11-27', index * 5)},${title},General,${[BigInt(cost), currency, net, -net].map(plain).join(',')}`;
  });
  const owed = [...open].filter(([, net]) => net !== 0n);
  const payments = owed.map(([currency, net]) => {
    const [title, amount] = net > 0n ? ['Ben L. paid Ana K.', net] : ['Ana K. paid Ben L.', -net];
    return `2026-01-18,${title},Payment,${[amount, currency, -net, net].map(plain).join(',')}`;
  });
  const footers = [...open.keys()].map((currency) => `2026-06-30,Total balance, , ,${currency},0.00,0.00`);
  const top = [
    'Note: does not include group expenses',
    '',
    'Date,Description,Category,Cost,Currency,Ana K.,Ben L.',
    '',
  ];
  const text = [...top, ...lines, ...payments, '', ...footers, '', ''].join('\n');
  return { text, rowCount: lines.length + payments.length, paymentCount: payments.length };
}

function plain(value: bigint | string): string {
  return typeof value === 'string' ? value : formatPlain({ amountMinor: value, currency: 'MKD' });
}
