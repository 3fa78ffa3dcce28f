import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openWriter } from '../database.ts';
import { declaredMigrations, MIGRATIONS } from './declared.ts';
import { appliedMigrations, applyMigration, bringUp } from './migrate.ts';

// What an operator's half asks of a release: `applied`, or `apply <id> <fence>`; answers in JSON on one line.
const [what, id = '', fence = ''] = process.argv.slice(2);
const path = join(process.env.DATA_DIR ?? 'data', 'shared-payments.db');

if (what === 'applied' && !existsSync(path)) {
  console.log('[]');
} else if (what === 'applied' || (what === 'apply' && id !== '' && /^\d+$/.test(fence))) {
  mkdirSync(dirname(path), { recursive: true });
  const isNew = !existsSync(path);
  const database = openWriter(path);
  const nowMs = Date.now();
  const declared = declaredMigrations(MIGRATIONS);
  if (isNew) bringUp(database, declared, nowMs);
  const answer =
    what === 'applied'
      ? appliedMigrations(database, nowMs)
      : applyMigration(database, declared, { id, fence: Number(fence), nowMs });
  database.close();
  console.log(JSON.stringify(answer));
} else {
  console.error('Error: it takes `applied` or `apply <id> <fence>`.\nTry: ./ops deploy, which calls it.');
  process.exitCode = 2;
}
