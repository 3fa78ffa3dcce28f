import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOfEnd } from './failure-cause.ts';

const endWith = (...lastWords: string[]) => failureOfEnd({ id: 'green-1', code: 1, signal: null, lastWords });

describe('the cause of a failed start', () => {
  it('is named by the code of the error the process ended with', () => {
    assert.equal(endWith('Error: listen EADDRINUSE', "  code: 'EADDRINUSE',").cause, 'port_taken');
    assert.equal(endWith("  code: 'setting_missing'").cause, 'setting_missing');
    assert.equal(
      endWith('{"level":60,"code":"schema_too_new"}').cause,
      'crashed',
      'json without a space is no error of Node',
    );
    assert.equal(endWith("  code: 'schema_too_new'").cause, 'schema_too_new');
    assert.equal(endWith("  code: 'ERR_MODULE_NOT_FOUND'").cause, 'release_damaged');
    assert.equal(endWith('spawn /releases/1/node ENOENT').cause, 'release_damaged');
  });

  it('is a crash when no code tells more, and never decided by the words of a message', () => {
    assert.equal(endWith('Error: setting_missing EADDRINUSE schema_too_new').cause, 'crashed');
  });

  it('comes with how the process ended and its last words, in bounds', () => {
    assert.match(
      endWith('one', 'Error: no disk', 'at x', 'at y', 'at z').detail,
      /ended with code 1: Error: no disk \| at x/,
    );
    assert.match(
      failureOfEnd({ id: 'a', code: null, signal: 'SIGKILL', lastWords: [] }).detail,
      /SIGKILL without a word/,
    );
    assert.ok(endWith('x'.repeat(10_000)).detail.length < 500);
  });
});
