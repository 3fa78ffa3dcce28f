import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { condensed } from './condense-schema.ts';

/** Of the types that the estate uses; a new one is added here and extracted again. */
const USED = [
  'mongodb-atlas-cloudbackupschedule.json',
  'mongodb-atlas-cluster.json',
  'mongodb-atlas-databaseuser.json',
  'mongodb-atlas-encryptionatrest.json',
  'mongodb-atlas-maintenancewindow.json',
  'mongodb-atlas-privateendpointaws.json',
  'mongodb-atlas-privateendpointregionalmode.json',
  'mongodb-atlas-privateendpointservice.json',
  'mongodb-atlas-project.json',
];

/** `npm run infra:atlas-schemas <folder>`: reads published schemas, writes what the check needs of them beside this file. */
function extract(): void {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('Give the folder of the published schemas: their source is in README.md.');
  const published = readdirSync(folder);
  for (const file of USED) {
    if (!published.includes(file)) throw new Error(`${folder} has no ${file}.`);
    const schema = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Readonly<Record<string, unknown>>;
    const target = join(import.meta.dirname, 'schemas', file);
    writeFileSync(target, `${JSON.stringify(condensed(schema), undefined, 1)}\n`);
  }
  console.log(`${USED.length} schemas written.`);
}

extract();
