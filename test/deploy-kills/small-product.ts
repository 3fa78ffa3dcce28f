import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReleaseBehaviour } from '@shared-payments/machine/testing/releases.ts';
import { smallRepository } from '../../platform/machine/src/releases/testing/small-repository.ts';

/** A git repository whose releases run as processes, and three of its commits. */
export interface SmallProduct {
  readonly repository: string;
  readonly old: string;
  /** With a migration that `old` does not know and does not mind. */
  readonly next: string;
  /** Loses money once it has users: a verdict takes it back. */
  readonly bad: string;
}

const VISITS_BEFORE_MONEY_IS_LOST = 2;

/** The releases append numbered writes to one file of the data, fsynced before they are acknowledged. */
export function smallProduct(directory: string): SmallProduct {
  const { commit } = smallRepository(directory);
  const declaration = JSON.parse(readFileSync(`${directory}/release.json`, 'utf8')) as object;
  const processes = { api: 'apps/api/worker.ts', jobs: 'apps/jobs/jobs.ts' };
  const old = commit({
    'release.json': JSON.stringify({ ...declaration, processes, requiredSettings: [] }),
    'apps/api/worker.ts': sourceOf('worker'),
    'apps/api/visit.ts': sourceOf('visit'),
    'apps/jobs/jobs.ts': sourceOf('jobs'),
    'behaviour.json': behaviour({}),
  });
  const next = commit({ 'migrations/0002-second.expand.sql': 'CREATE TABLE two (id INTEGER);\n' });
  const bad = commit({ 'behaviour.json': behaviour({ visits: { losesMoneyAfter: VISITS_BEFORE_MONEY_IS_LOST } }) });
  return { repository: directory, old, next, bad };
}

const behaviour = (one: ReleaseBehaviour) => JSON.stringify(one);

function sourceOf(name: string): string {
  return readFileSync(fileURLToPath(import.meta.resolve(`@shared-payments/machine/testing/${name}.ts`)), 'utf8');
}
