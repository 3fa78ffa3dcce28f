import type { DatabaseSync } from 'node:sqlite';
import { asOnlyWriter, guarded } from './state-file.ts';

/** One value of the operations file that is replaced whole. */
export interface CurrentValue<Value> {
  read(): Value | undefined;
  /** Stores what `next` makes of the stored value; `undefined` leaves it. Nobody writes in between. Says whether it was stored. */
  replace(next: (stored: Value | undefined) => Value | undefined): boolean;
}

export function currentValue<Value>(file: DatabaseSync, path: string, name: string): CurrentValue<Value> {
  const select = file.prepare('SELECT body FROM current WHERE name = ?');
  const upsert = file.prepare(
    'INSERT INTO current (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body',
  );
  const read = () => {
    const row = select.get(name);
    return row === undefined ? undefined : (JSON.parse(String(row.body)) as Value);
  };
  return {
    read: () => guarded(path, read),
    replace: (next) =>
      asOnlyWriter(file, path, () => {
        const value = next(read());
        if (value !== undefined) upsert.run(name, JSON.stringify(value));
        return value !== undefined;
      }),
  };
}
