import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { OperationsError } from '@shared-payments/operations';
import { readSettings, writeGivenSettings } from './settings-file.ts';
import { settingsStore } from './settings-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-settings-'));
let directories = 0;

after(() => rmSync(folder, { recursive: true }));

function freshDirectory(text?: string): string {
  directories += 1;
  const directory = join(folder, String(directories));
  mkdirSync(directory);
  if (text !== undefined) writeFileSync(join(directory, 'settings.env'), text);
  return directory;
}

describe('settings of one machine', () => {
  it('are read from a file, under what the last start was given, and are for their owner only', () => {
    const directory = freshDirectory('# mail\nSMTP_URL=smtp://one\nPORT=3000\n');
    writeGivenSettings(directory, { PORT: '3001', MAIL_FROM: `Ana's <ana@example.test> #1` });
    const expected = { SMTP_URL: 'smtp://one', PORT: '3001', MAIL_FROM: `Ana's <ana@example.test> #1` };
    assert.deepEqual({ ...readSettings(directory) }, expected);
    for (const name of ['settings.env', 'settings-given.env']) {
      assert.equal(statSync(join(directory, name)).mode & 0o777, 0o600);
    }
    writeGivenSettings(directory, {});
    assert.equal(readSettings(directory).PORT, '3000');
  });

  it('come back as they were given, whatever is in them', () => {
    const directory = freshDirectory();
    const values = { ONE: 'a\nb', TWO: '$HOME \\n ', THREE: 'ä "→"', FOUR: '', FIVE: "'`", SIX: '  x  ' };
    writeGivenSettings(directory, values);
    assert.deepEqual({ ...readSettings(directory) }, values);
    assert.throws(() => writeGivenSettings(directory, { ALL: `'"\`` }), /ALL has every kind of quote/);
  });

  it('refuse a name that no setting has, and never tell a value', () => {
    const directory = freshDirectory('smtp-url=secret\n');
    const isUsage = (error: unknown) =>
      error instanceof OperationsError && error.code === 'usage' && !error.message.includes('secret');
    assert.throws(() => readSettings(directory), isUsage);
  });

  it('are missing when they have no value, and keep their fingerprint as long as the value stays', async () => {
    const directory = freshDirectory('ONE=1\nEMPTY=\nTWO=1\n');
    const open = () => settingsStore(directory, () => readSettings(directory));
    assert.deepEqual(await open().missing(['ONE', 'EMPTY', 'THREE']), ['EMPTY', 'THREE']);
    const [first, again] = [await open().fingerprints(), await open().fingerprints()];
    assert.deepEqual(first, again);
    assert.notEqual(first.ONE, first.TWO);
    writeGivenSettings(directory, { ONE: '2' });
    const changed = await open().fingerprints();
    assert.deepEqual([changed.ONE === first.ONE, changed.TWO === first.TWO], [false, true]);
    const elsewhere = await settingsStore(freshDirectory(), () => readSettings(directory)).fingerprints();
    assert.notEqual(elsewhere.TWO, first.TWO, 'without the key it says nothing');
  });
});
