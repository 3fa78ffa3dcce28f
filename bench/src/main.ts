import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { settlement } from './arithmetic/settlement.ts';
import { splits } from './arithmetic/splits.ts';
import { balanceReads } from './balance-reads/balance-reads.ts';
import { durableBills } from './durable-bills/durable-bills.ts';
import { edge } from './edge/edge.ts';
import { billCost } from './large-group/bill-cost.ts';
import { groupPage } from './large-group/group-page.ts';
import type { Measurement } from './measurement.ts';
import { postedPayments } from './posted-payments/posted-payments.ts';
import { describeMachine } from './report/machine.ts';
import { closingLine, type Measured, machineLine, missedGoals, tableOf } from './report/table.ts';
import { startUp } from './start-up/start-up.ts';

const measurements: readonly Measurement[] = [
  balanceReads,
  durableBills,
  postedPayments,
  billCost,
  groupPage,
  startUp,
  edge,
  splits,
  settlement,
];

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    // Where the data is written: its disk is part of what is measured.
    folder: { type: 'string', default: tmpdir() },
    // A missed goal is told either way; with this it also fails the run.
    'require-goals': { type: 'boolean', default: false },
  },
});
const chosen = measurements.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (chosen.length === 0) {
  console.error(`Error: nothing is measured under that name.\nTry: ${measurements.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const beganAt = performance.now();
const machine = describeMachine(values.folder);
if (!values.json) console.log(machineLine(machine));
const measured: Measured[] = [];
for (const { name, title, measure } of chosen) {
  const folder = mkdtempSync(join(values.folder, 'shared-payments-bench-'));
  try {
    const figures = await measure({ folder, progress: (step) => console.error(`${name}: ${step}`) });
    measured.push({ name, title, figures });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (!values.json) console.log(`\n${tableOf({ name, title, figures: measured.at(-1)?.figures ?? [] }).join('\n')}`);
}
const seconds = (performance.now() - beganAt) / 1000;
console.log(
  values.json
    ? JSON.stringify({ machine, measured, missed: missedGoals(measured), seconds }, undefined, 2)
    : `\n${closingLine(measured, seconds)}`,
);
if (values['require-goals'] && missedGoals(measured).length > 0) process.exitCode = 1;
