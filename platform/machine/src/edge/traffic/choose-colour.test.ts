import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { colourChooser } from './choose-colour.ts';

describe('the choice of a colour', () => {
  it('keeps to the share within one connection in any run of a hundred', () => {
    for (const share of [0.01, 0.05, 0.25, 0.5, 0.9]) {
      const choose = colourChooser();
      for (let run = 0; run < 50; run += 1) {
        const picks = Array.from({ length: 100 }, () => choose({ blue: 1 - share, green: share }));
        const green = picks.filter((colour) => colour === 'green').length;
        assert.ok(Math.abs(green - share * 100) <= 2, `${green} of 100 at a share of ${share}`);
      }
    }
  });

  it('follows a switch with the very next connection, and sends nobody anywhere before the first', () => {
    const choose = colourChooser();
    assert.equal(choose({ blue: 0, green: 0 }), undefined);
    for (let count = 0; count < 1_000; count += 1) {
      assert.equal(choose({ blue: 1, green: 0 }), 'blue');
      assert.equal(choose({ blue: 0, green: 1 }), 'green');
    }
  });
});
