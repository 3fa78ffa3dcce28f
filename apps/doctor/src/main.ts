import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSqliteStore } from '@shared-payments/adapter-sqlite';
import { examineStore } from '@shared-payments/usecases';
import { reportLines } from './report.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: process.env.DATA_DIR ?? 'data' },
    json: { type: 'boolean', default: false },
  },
});
const path = join(values.data, 'shared-payments.db');
if (!existsSync(path)) {
  console.error(`Error: there is no database in ${values.data}.\nTry: npm run doctor -- --data <folder>`);
  process.exit(2);
}
const store = createSqliteStore(path);
const diagnosis = await examineStore(store, (done) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} examined`);
});
await store.close();
if (process.stderr.isTTY) process.stderr.write('\r');
console.log(values.json ? JSON.stringify(diagnosis) : reportLines(diagnosis).join('\n'));
process.exitCode = diagnosis.findings.length === 0 ? 0 : 1;
