import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@shared-payments/domain';

export type Phase = 'expand' | 'backfill' | 'contract';

/** A migration as a file declares it; `migrations/README.md` says what each phase may do. */
export interface Migration {
  readonly id: string;
  readonly phase: Phase;
  readonly requires: string | undefined;
  readonly sql: string;
}

/** Where this release keeps its own. */
export const MIGRATIONS = join(import.meta.dirname, '../../migrations');

const NAME = /^(\d{4}-[a-z0-9-]+)\.(expand|backfill|contract)\.sql$/;
const REQUIRES = /^-- requires: (\S+)$/m;

/** The migrations of a folder, in order. Throws `unavailable` for a file whose name it does not understand. */
export function declaredMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name) => {
    const [, id, phase] = NAME.exec(name) ?? [];
    if (id === undefined || phase === undefined) throw new AppError('unavailable', `No migration is named ${name}.`);
    const sql = readFileSync(join(folder, name), 'utf8');
    return { id, phase: phase as Phase, requires: REQUIRES.exec(sql)?.[1], sql };
  });
}
