import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { describeMachine } from '@shared-payments/bench/report/machine.ts';
import { closingLine, type Measured, machineLine, missedGoals, tableOf } from '@shared-payments/bench/report/table.ts';
import { openBrowser, withoutBrowser } from '../end-to-end/testing/browser.ts';
import { startProduct } from '../end-to-end/testing/product.ts';
import { addBill } from './add-bill.ts';
import { groupPageLoad } from './group-page-load.ts';
import { longList } from './long-list.ts';
import type { WebMeasurement } from './web-measurement.ts';

const measurements: readonly WebMeasurement[] = [groupPageLoad, addBill, longList];

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    // A missed goal is told either way; with this it also fails the run.
    'require-goals': { type: 'boolean', default: false },
  },
});
const chosen = measurements.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (chosen.length === 0 || withoutBrowser) {
  console.error(
    `Error: ${withoutBrowser || `nothing is measured under that name. Try: ${measurements.map(({ name }) => name).join(', ')}`}`,
  );
  process.exit(2);
}
const beganAt = performance.now();
const machine = describeMachine(tmpdir());
const browser = await openBrowser();
const product = await startProduct();
const measured: Measured[] = [];
try {
  if (!values.json) console.log(`${machineLine(machine)}, Chromium ${browser.version()}`);
  for (const { name, title, measure } of chosen) {
    const figures = await measure({ browser, product, progress: (step) => console.error(`${name}: ${step}`) });
    measured.push({ name, title, figures });
    if (!values.json) console.log(`\n${tableOf({ name, title, figures }).join('\n')}`);
  }
} finally {
  await browser.close();
  await product.stop();
}
const seconds = (performance.now() - beganAt) / 1000;
console.log(
  values.json
    ? JSON.stringify({ machine, measured, missed: missedGoals(measured), seconds }, undefined, 2)
    : `\n${closingLine(measured, seconds)}`,
);
if (values['require-goals'] && missedGoals(measured).length > 0) process.exitCode = 1;
