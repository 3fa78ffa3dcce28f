import { loadavg, tmpdir } from 'node:os';
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
const measured: (Measured & { readonly load: Load })[] = [];
try {
  if (!values.json) console.log(`${machineLine(machine)}, Chromium ${browser.version()}`);
  for (const { name, title, measure } of chosen) {
    const before = loadOfMachine();
    const figures = await measure({ browser, product, progress: (step) => console.error(`${name}: ${step}`) });
    const load = { before, after: loadOfMachine() };
    measured.push({ name, title, figures, load });
    if (!values.json) console.log(`\n${tableOf({ name, title, figures }).join('\n')}\n  ${loadLine(load)}`);
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

/** Processes that wanted a core in the last minute. */
interface Load {
  readonly before: number;
  readonly after: number;
}

function loadOfMachine(): number {
  return loadavg()[0] ?? 0;
}

/** Times of a machine that others use as well say little: the reader has to know. */
function loadLine({ before, after }: Load): string {
  const isBusy = Math.max(before, after) > machine.cores;
  const warning = isBusy ? ': busy with other things as well, so that times are longer than they would be' : '';
  return `load of the machine ${before.toFixed(1)} before, ${after.toFixed(1)} after, ${machine.cores} cores${warning}`;
}
