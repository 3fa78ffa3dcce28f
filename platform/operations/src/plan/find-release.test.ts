import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Release } from '../ports/release-store.ts';
import { findRelease } from './find-release.ts';

function release(version: string, revision: string, digest: string): Release {
  return { version, revision, digest, committedAtMs: 0, builtAtMs: 0, migrations: [], requiredSettings: [] };
}

const first = release('0.1.0', 'add8f28aaaa', 'sha256:11112222');
const second = release('0.1.0', 'f225cb4bbbb', 'sha256:33334444');
const third = release('0.2.0', 'f225ddddddd', 'sha256:55556666');
const kept = [third, second, first];
const active = third.digest;
const refusal = (wanted: string, has = active) => {
  try {
    return findRelease(kept, wanted, has).revision;
  } catch (error) {
    return String(error);
  }
};

describe('a kept release', () => {
  it('is found by commit, by digest with and without its kind, and by a version only one has', () => {
    assert.equal(findRelease(kept, 'add8f28', active), first);
    assert.equal(findRelease(kept, 'sha256:3333', active), second);
    assert.equal(findRelease(kept, '3333', active), second);
    assert.equal(findRelease(kept, '0.2.0', active), third);
  });

  it('that has the users is meant only when no other is', () => {
    assert.equal(findRelease(kept, '0.1.0', first.digest), second);
    assert.equal(findRelease(kept, 'f225', third.digest), second);
    assert.equal(findRelease(kept, 'f225d', third.digest), third);
  });

  it('is never guessed: several are named with their commits, and none with what there is', () => {
    assert.match(refusal('0.1.0'), /0\.1\.0 may be any of 0\.1\.0 \(f225cb4\), 0\.1\.0 \(add8f28\)/);
    assert.match(refusal('9.9.9'), /no release 9\.9\.9 here, only 0\.2\.0 \(f225ddd\), 0\.1\.0/);
    assert.match(refusal('add'), /no release add here/);
    assert.match(refusal(''), /no release/);
  });
});
