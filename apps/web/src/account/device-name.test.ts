import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deviceName } from './device-name.ts';

describe('the name of a device', () => {
  it('is of the browser itself, not of those it descends from', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36 Edg/140';
    const phone =
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Mobile Safari/537.36';
    assert.equal(deviceName(edge), 'Edge, Windows');
    assert.equal(deviceName(phone), 'Chrome, Android');
    assert.equal(
      deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604'),
      'Safari, iPhone',
    );
  });

  it('is left open where nothing is known', () => {
    assert.equal(deviceName(null), undefined);
    assert.equal(deviceName('curl/8'), undefined);
  });
});
