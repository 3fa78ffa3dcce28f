import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig, SETTING_NAMES } from './config.ts';

describe('the settings of the API', () => {
  it('have a default or may be left out; empty counts as left out', () => {
    const defaults = readConfig({});
    assert.equal(defaults.PORT, 3000);
    assert.deepEqual(readConfig(Object.fromEntries(SETTING_NAMES.map((name) => [name, '']))), defaults);
  });

  it('are read from text as what they are, and others of the environment are left alone', () => {
    const config = readConfig({
      PORT: '0',
      RATE_LIMIT_SCALE: '0.5',
      BEHIND_PROXY: 'true',
      RELEASE: '1.0',
      PATH: '/bin',
    });
    assert.deepEqual(
      [config.PORT, config.RATE_LIMIT_SCALE, config.BEHIND_PROXY, config.RELEASE],
      [0, 0.5, true, '1.0'],
    );
    assert.ok(!('PATH' in config));
  });

  it('are refused all together, by name and never with their value', () => {
    const wrong = { PORT: '70000', PUBLIC_URL: 'ftp://x', AUTH_SECRET: 'short and secret', LOG_LEVEL: 'loud' };
    assert.throws(
      () => readConfig(wrong),
      (error: Error & { code?: string }) => {
        assert.equal(error.code, 'setting_missing');
        const named = SETTING_NAMES.filter((name) => error.message.includes(`  ${name}: `));
        assert.deepEqual(named, ['PORT', 'PUBLIC_URL', 'AUTH_SECRET', 'LOG_LEVEL']);
        assert.ok(
          Object.values(wrong).every((value) => !error.message.includes(value)),
          error.message,
        );
        return true;
      },
    );
  });

  it('name no store that this release cannot reach: what is written would be lost', () => {
    assert.throws(() => readConfig({ REDIS_URL: 'redis://cache' }), /REDIS_URL: this release has no adapter for it/);
  });
});
