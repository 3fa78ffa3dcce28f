import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Change, type CommitBody, encodeCommitBody } from './commit.ts';

const bill = {
  id: 'b',
  version: 2,
  title: 'Bread "and" rolls \\ \u2028 ü 🥖 \ud800',
  shares: [{ memberId: 'm', exact: null }],
};

function bodyWith(answer: unknown, changes: readonly Change[]): CommitBody {
  return {
    partition: 'group:g',
    seq: 7,
    at: 1_700_000_000_000,
    actor: 'ana "the" actor',
    requestId: 'r',
    verb: 'bills/create-bill',
    idempotency: { key: 'k"\\', fingerprint: 'f' },
    answer,
    changes,
  };
}

const changed: readonly Change[] = [
  { collection: 'bills', id: 'b', version: 2, document: bill, replaces: 4 },
  { collection: 'odd "name"', id: 'é"\n', version: 1, document: null, replaces: null },
];

describe('the text of a commit', () => {
  it('is what JSON.stringify makes of it, whatever the answer is', () => {
    for (const answer of [bill, { ...bill }, null, undefined, 'text', 0, false, []]) {
      for (const changes of [changed, changed.slice(1), []]) {
        const body = bodyWith(answer, changes);
        assert.equal(encodeCommitBody(body), JSON.stringify(body));
        assert.equal(encodeCommitBody({ ...body, idempotency: null }), JSON.stringify({ ...body, idempotency: null }));
      }
    }
  });

  it('takes a text that was made already in place of making it again', () => {
    const asked: object[] = [];
    const text = encodeCommitBody(bodyWith(bill, changed), (value) => {
      asked.push(value);
      return JSON.stringify(value);
    });
    assert.equal(text, JSON.stringify(bodyWith(bill, changed)));
    assert.ok(asked.length === 2 && asked.every((value) => value === bill));
  });
});
