import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type FakeAws, fakeAws } from '@shared-payments/aws/testing/fake-aws.ts';
import { beginRollout, endRollout, settledEstate, shiftUsers } from '@shared-payments/aws/testing/fake-estate.ts';

const program = resolve(import.meta.dirname, '../main.ts');

let aws: FakeAws;
let directory: string;

/** The real program, pointed at the fake by the setting that the SDK itself reads. */
function ops(...words: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    OPS_DRIVER: 'aws',
    OPS_DIRECTORY: directory,
    OPS_ACTOR: 'ana',
    AWS_ENDPOINT_URL: aws.connection.endpoint,
    AWS_ACCESS_KEY_ID: 'fake',
    AWS_SECRET_ACCESS_KEY: 'fake',
  };
  const flags = ['--disable-warning=ExperimentalWarning', program, ...words, '-e', 'production'];
  return new Promise((done) => {
    execFile(process.execPath, flags, { env, timeout: 60_000 }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err });
    });
  });
}

before(async () => {
  const estate = settledEstate('shared-payments-production-cluster', 'shared-payments-production-api');
  beginRollout(estate);
  shiftUsers(estate, 100);
  endRollout(estate);
  aws = await fakeAws(estate);
  directory = await mkdtemp(join(tmpdir(), 'ops-on-aws-'));
});

after(async () => {
  await aws.close();
  await rm(directory, { recursive: true, force: true });
});

describe('./ops at three in the morning, on AWS', () => {
  it('C10, C11: finds that users go to the wrong colour, shows what it would do, and puts it right with one command', async () => {
    for (const rule of ['production', 'test'] as const) aws.estate.rules[rule] = { blue: 100, green: 0 };
    const found = await ops('doctor');
    assert.equal(found.code, 1);
    assert.match(found.out, /✗ users .*sp-production-blue, where nothing is healthy.*\.\/ops doctor --repair/);
    const planned = await ops('doctor', '--repair', '--dry-run');
    assert.equal(planned.code, 0);
    assert.match(
      planned.out,
      /1\. sends the production rule to sp-production-green 100 %, away from sp-production-blue/,
    );
    assert.equal((await ops('doctor', '--repair')).code, 2, 'a reason is asked for');
    const repaired = await ops('doctor', '--repair', '-r', 'a stack update reset the rules');
    assert.equal(repaired.code, 0, repaired.err);
    assert.match(
      repaired.err,
      /✓ sends the production rule .*\n.*✓ sends the test rule .*\nRepair in production succeeded/,
    );
    const after = await ops('doctor', '--json');
    assert.deepEqual([after.code, JSON.parse(after.out).ok], [0, true]);
    assert.match((await ops('history')).out, /repair succeeded .*by ana: a stack update reset the rules/);
  });

  it('refuses what belongs to one machine by saying how it is done here', async () => {
    const refused = await ops('deploy');
    assert.equal(refused.code, 1);
    assert.match(refused.err, /change sets.*\[driver_unavailable\]\nTry: Follow docs\/aws\.md/);
  });
});
