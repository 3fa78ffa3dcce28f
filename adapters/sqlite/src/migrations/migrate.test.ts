import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { AppError } from '@shared-payments/domain';
import { openWriter } from '../database.ts';
import { declaredMigrations, MIGRATIONS, type Migration, type Phase } from './declared.ts';
import { appliedMigrations, applyMigration, bringUp } from './migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-migrations-'));
const open: DatabaseSync[] = [];
let files = 0;

after(() => {
  for (const database of open) database.close();
  rmSync(folder, { recursive: true });
});

function freshFile() {
  files += 1;
  return reopen(join(folder, `${files}.db`));
}

function reopen(path: string) {
  const database = openWriter(path);
  open.push(database);
  return { path, database };
}

const [first] = declaredMigrations(MIGRATIONS) as readonly [Migration];
const migration = (id: string, phase: Phase, sql: string, requires?: string): Migration => ({
  id,
  phase,
  sql,
  requires,
});
const second = migration(
  '0002-notes',
  'expand',
  'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, length INTEGER)',
);
const third = migration(
  '0003-lengths',
  'backfill',
  'UPDATE notes SET length = length(text) WHERE id IN (SELECT id FROM notes WHERE length IS NULL LIMIT 10)',
);
const fourth = migration('0004-no-text', 'contract', 'ALTER TABLE notes DROP COLUMN text', '0002-notes');
const release = (...migrations: readonly Migration[]) => [first, ...migrations];
const ids = (...migrations: readonly Migration[]) => release(...migrations).map((one) => one.id);

describe('migrations of a SQLite file', () => {
  it('all go through a new file, and only what expands through one with data', () => {
    const { database } = freshFile();
    bringUp(database, release(), 1);
    bringUp(database, release(second, third, fourth), 2);
    assert.deepEqual(appliedMigrations(database, 3), ids(second));
    const fresh = freshFile().database;
    bringUp(fresh, release(second, third, fourth), 1);
    assert.deepEqual(appliedMigrations(fresh, 3), ids(second, third, fourth));
  });

  it('know a file from before they were recorded, which its own release still opens', () => {
    const { database } = freshFile();
    database.exec(`${first.sql}; PRAGMA user_version = 1`);
    assert.deepEqual(appliedMigrations(database, 1), ids());
    bringUp(database, release(second), 2);
    assert.deepEqual(appliedMigrations(database, 3), ids(second));
    assert.deepEqual({ ...database.prepare('PRAGMA user_version').get() }, { user_version: 1 });
  });

  it('leave the previous release working through expand and backfill, and lock it out by a contract it does not know', () => {
    const { database } = freshFile();
    const known = release(second, third, fourth);
    bringUp(database, release(), 1);
    for (const { id } of [second, third]) applyMigration(database, known, { id, fence: 1, nowMs: 2 });
    bringUp(database, release(), 3);
    applyMigration(database, known, { id: fourth.id, fence: 1, nowMs: 4 });
    bringUp(database, release(second), 5);
    assert.throws(
      () => bringUp(database, release(), 6),
      (error: unknown) => error instanceof AppError && error.code === 'unavailable' && error.data?.schema === fourth.id,
    );
  });

  it('fill rows in rounds until none is left, in transactions of their own', () => {
    const { database, path } = freshFile();
    bringUp(database, release(), 1);
    bringUp(database, release(second), 1);
    const insert = database.prepare('INSERT INTO notes (text) VALUES (?)');
    for (let index = 0; index < 95; index += 1) insert.run('x'.repeat(index));
    assert.deepEqual(applyMigration(database, release(second, third), { id: third.id, fence: 1, nowMs: 2 }), {
      outcome: 'applied',
    });
    const seen = reopen(path).database.prepare('SELECT count(*) AS open FROM notes WHERE length IS NULL').get();
    assert.deepEqual({ ...seen }, { open: 0 });
  });

  it('are applied once, and by nobody who was overtaken', () => {
    const { database } = freshFile();
    bringUp(database, release(), 1);
    const known = release(second, third);
    const apply = (id: string, fence: number) => applyMigration(database, known, { id, fence, nowMs: 2 });
    assert.deepEqual(apply(second.id, 7), { outcome: 'applied' });
    assert.deepEqual(apply(second.id, 7), { outcome: 'already' });
    assert.deepEqual(apply(third.id, 6), { outcome: 'fenced_off', newest: 7 });
    assert.deepEqual(apply('0009-unknown', 8), { outcome: 'unknown' });
    assert.deepEqual(appliedMigrations(database, 3), ids(second));
  });

  it('leave nothing of one that fails half-way', () => {
    const { database } = freshFile();
    bringUp(database, release(), 1);
    const broken = migration('0002-broken', 'expand', 'CREATE TABLE half (id INTEGER); CREATE TABLE half (id INTEGER)');
    assert.throws(
      () => applyMigration(database, release(broken), { id: broken.id, fence: 1, nowMs: 2 }),
      /already exists/,
    );
    assert.equal(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").get(), undefined);
    assert.deepEqual(appliedMigrations(database, 3), ids());
  });

  it('answer an operator in JSON', () => {
    const directory = join(folder, 'data');
    const ask = (...words: readonly string[]) => {
      const environment = { ...process.env, DATA_DIR: directory };
      const program = join(import.meta.dirname, 'main.ts');
      return JSON.parse(execFileSync(process.execPath, [program, ...words], { env: environment, encoding: 'utf8' }));
    };
    assert.deepEqual([ask('applied'), existsSync(directory)], [[], false]);
    assert.deepEqual(ask('apply', first.id, '3'), { outcome: 'already' });
    assert.deepEqual(
      ask('applied'),
      declaredMigrations(MIGRATIONS).map((one) => one.id),
    );
    assert.deepEqual(ask('apply', first.id, '2'), { outcome: 'fenced_off', newest: 3 });
  });
});
