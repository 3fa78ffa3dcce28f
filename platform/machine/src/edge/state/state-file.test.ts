import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { EMPTY_MACHINE, type MachineState } from './machine-state.ts';
import { stateFile } from './state-file.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const stateAt = (fence: number): MachineState => ({
  split: { blue: 0.9, green: 0.1 },
  lease: { expiresAtMs: 5, fallback: { blue: 1, green: 0 } },
  fence,
});

describe('the state file of an edge', () => {
  it('is empty at first, gives back what was written, and only its owner may read it', async () => {
    const path = join(directory, 'machine.json');
    const file = stateFile(path);
    assert.deepEqual(file.read(), EMPTY_MACHINE);
    for (let fence = 1; fence <= 20; fence += 1) file.write(stateAt(fence));
    assert.deepEqual(stateFile(path).read(), stateAt(20));
    assert.equal(statSync(path).mode & 0o077, 0);
    await file.settled();
    assert.match(readFileSync(`${path}.safe`, 'utf8'), /"fence":20/);
    assert.equal(statSync(`${path}.safe`).mode & 0o077, 0);
  });

  it('falls back to the copy that reached the disk when a loss of power left it empty', async () => {
    const path = join(directory, 'machine.json');
    const file = stateFile(path);
    file.write(stateAt(3));
    await file.settled();
    writeFileSync(path, '');
    assert.deepEqual(stateFile(path).read(), stateAt(3));
  });

  it('refuses a file of another format or one that was edited, with a way forward', () => {
    const path = join(directory, 'machine.json');
    for (const text of ['{"format":2,"state":{}}', '{"format":1,"sta']) {
      writeFileSync(path, text);
      assert.throws(() => stateFile(path).read(), { code: 'driver_unavailable', remedy: /Move the file away/ });
    }
  });
});
