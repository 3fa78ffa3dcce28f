import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '@shared-payments/operations';
import { buildFailed } from './build-failed.ts';

const NAME = /^(\d{4}-[a-z0-9-]+)\.(expand|backfill|contract)\.sql$/;
const REQUIRES = /^-- requires: (\S+)$/m;

/**
 * The migrations of a folder, in order: `0002-notes.expand.sql`. A contract names in a line `-- requires: <id>` the migration
 * whose releases can live with it. Throws `build_failed` for a file it does not understand and for a contract without that line.
 */
export function declaredMigrations(folder: string): readonly Migration[] {
  const names = readNames(folder);
  const migrations = names.map((name) => migrationOf(name, readFileSync(join(folder, name), 'utf8')));
  for (const { id, requires } of migrations) {
    if (requires !== undefined && !migrations.some((one) => one.id === requires)) {
      throw buildFailed(`Migration ${id} requires ${requires}, which is not declared.`);
    }
  }
  return migrations;
}

function readNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => !name.endsWith('.md'))
      .sort();
  } catch (error) {
    throw buildFailed('The folder of migrations that release.json names is not there.', [], error);
  }
}

function migrationOf(name: string, text: string): Migration {
  const [, id, phase] = NAME.exec(name) ?? [];
  if (id === undefined || phase === undefined) {
    throw buildFailed(`The migration ${name} is not named \`0001-what.expand.sql\`, .backfill.sql or .contract.sql.`);
  }
  const requires = REQUIRES.exec(text)?.[1];
  if (phase === 'contract' && requires === undefined) {
    throw buildFailed(`The contract ${id} has no line \`-- requires: <id>\` naming what it takes away from.`);
  }
  return { id, phase: phase as Migration['phase'], ...(requires === undefined ? {} : { requires }) };
}
