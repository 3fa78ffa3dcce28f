import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { BackupClient } from '@aws-sdk/client-backup';
import { S3Client } from '@aws-sdk/client-s3';
import { type FakeVersion, startFakeStorage } from '../../testing/fake-storage.ts';
import { awsVault } from './aws-vault.ts';
import { restoreCheck } from './restore-check.ts';

const ORIGINAL = 'shared-payments-production-files-333333333333';
const RESTORED = 'awsbackup-restore-test-1';
const MOMENT = '2026-11-20T10:00:00.000Z';

/** Newest first, as S3 lists them: `a` changed after the moment, `b` was deleted before it, `d` came after it. */
const HELD: readonly FakeVersion[] = [
  { key: 'a', version: 'a2', at: '2026-11-21T00:00:00.000Z', content: 'changed since' },
  { key: 'a', version: 'a1', at: '2026-11-01T00:00:00.000Z', content: 'first' },
  { key: 'b', version: 'b2', at: '2026-11-19T00:00:00.000Z' },
  { key: 'b', version: 'b1', at: '2026-11-01T00:00:00.000Z', content: 'gone by then' },
  { key: 'c', version: 'c1', at: '2026-11-02T00:00:00.000Z', content: 'kept' },
  { key: 'd', version: 'd1', at: '2026-11-22T00:00:00.000Z', content: 'not there yet' },
];
const restoredWith = (contents: Readonly<Record<string, string>>) =>
  Object.entries(contents).map(([key, content]) => ({ key, version: 'r', at: MOMENT, content }));

const stops: (() => void)[] = [];
after(() => {
  for (const stop of stops) stop();
});

async function verdictOn(restored: readonly FakeVersion[], original = HELD, restore: object = {}) {
  const job = {
    CreatedResourceArn: `arn:aws:s3:::${RESTORED}`,
    SourceResourceArn: `arn:aws:s3:::${ORIGINAL}`,
    CreationDate: 1_795_000_000,
    CompletionDate: 1_795_000_900,
    RecoveryPointCreationDate: Date.parse(MOMENT) / 1_000,
    ...restore,
  };
  const buckets = { [ORIGINAL]: original, [RESTORED]: restored };
  const { endpoint, verdicts, stop } = await startFakeStorage({ buckets, restore: job, metadata: {} });
  const lines: Readonly<Record<string, unknown>>[] = [];
  const access = { endpoint, region: 'eu-central-1', credentials: { accessKeyId: 'x', secretAccessKey: 'x' } };
  const clients = [new BackupClient(access), new S3Client({ ...access, forcePathStyle: true })] as const;
  stops.push(
    stop,
    () => clients[0].destroy(),
    () => clients[1].destroy(),
  );
  const needs = {
    vault: awsVault(...clients),
    environment: 'production',
    now: () => 1,
    log: (line: object) => void lines.push({ ...line }),
  };
  await restoreCheck({ detail: { restoreJobId: 'job-1' } }, needs);
  const [verdict] = verdicts as { ValidationStatus: string; ValidationStatusMessage: string }[];
  return { status: verdict?.ValidationStatus, message: verdict?.ValidationStatusMessage ?? '', line: lines[0] ?? {} };
}

describe('check of a restore', () => {
  it('G8, G9: says that it succeeded when every object of the moment is there, byte for byte', async () => {
    const { status, line } = await verdictOn(restoredWith({ a: 'first', c: 'kept' }));
    assert.equal(status, 'SUCCESSFUL');
    assert.deepEqual([line.RestoresVerified, line.RestoresFailed, line.RestoreMinutes], [1, 0, 15]);
    assert.match(JSON.stringify(line._aws), /"Namespace":"SharedPayments","Dimensions":\[\["environment"\]\]/);
  });

  for (const [mistake, restored, message] of [
    ['an object that is missing', { a: 'first' }, /1 of 2 objects are missing: c/],
    ['an object with another content', { a: 'changed since', c: 'kept' }, /1 objects have another content: a/],
    ['an object that was deleted before', { a: 'first', b: 'gone by then', c: 'kept' }, /were not: b/],
    ['an object that came later', { a: 'first', c: 'kept', d: 'not there yet' }, /were not: d/],
  ] as const) {
    it(`G9: says that it failed on ${mistake}`, async () => {
      const { status, message: said, line } = await verdictOn(restoredWith(restored));
      assert.equal(status, 'FAILED');
      assert.match(said, message);
      assert.equal(line.RestoresFailed, 1);
    });
  }

  it('takes the moment from a restore of a continuous backup, not from when its recording began', async () => {
    const { status } = await verdictOn(restoredWith({ a: 'first', b: 'gone by then', c: 'kept' }), HELD, {
      RecoveryPointCreationDate: Date.parse('2026-11-10T00:00:00.000Z') / 1_000,
    });
    assert.equal(status, 'SUCCESSFUL');
  });

  it('an empty rehearsal proves nothing', async () => {
    const { status, message } = await verdictOn([], []);
    assert.equal(status, 'FAILED');
    assert.match(message, /proves nothing/);
  });

  it('an object that can not be read any more is a failure that is reported', async () => {
    const [first, ...others] = restoredWith({ a: 'first', c: 'kept' });
    const unreadable = [{ key: first?.key ?? '', version: 'r', at: MOMENT }, ...others];
    const { status, message } = await verdictOn(unreadable);
    assert.equal(status, 'FAILED');
    assert.match(message, /could not be checked/);
  });
});
