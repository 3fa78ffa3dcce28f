import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { systemdUnit } from './systemd-unit.ts';

const root = resolve(import.meta.dirname, '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
const program = scripts.start.replace('node ', '');

describe('a service', () => {
  it('of systemd runs what `npm start` runs, on the Node the project brings', () => {
    const lines = systemdUnit({ root: '/opt/pay', environment: 'production', user: 'pay' }).split('\n');
    assert.ok(lines.includes(`ExecStart=/opt/pay/node_modules/node/bin/node /opt/pay/${program}`));
    assert.ok(lines.includes('Environment=OPS_ENVIRONMENT=production'));
    assert.ok(lines.includes('User=pay'));
  });

  it('of systemd waits as long as the environment drains before it ends anything by force', () => {
    const unit = systemdUnit({ root: '/opt/pay', environment: 'production', user: 'pay' });
    assert.ok(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1]) > 30);
    assert.match(unit, /^KillMode=mixed$/m);
  });

  it('of systemd lives in a folder of any name but one that systemd cannot start from', () => {
    const unitIn = (root: string) => systemdUnit({ root, environment: 'local', user: 'ana' });
    assert.match(unitIn('/srv/our 100% flat'), /^WorkingDirectory=\/srv\/our 100%% flat$/m);
    assert.match(unitIn('/srv/our 100% flat'), /^ExecStart="\/srv\/our 100%% flat\/node_modules\/node\/bin\/node" "/m);
    assert.throws(() => unitIn('/srv/our "flat"'), /quotes or backslashes/);
  });

  it('in a container runs what `npm start` runs, on the Node the project brings', () => {
    const entry = /^ENTRYPOINT (.*)$/m.exec(read('Containerfile'))?.[1] ?? '';
    assert.deepEqual(JSON.parse(entry), ['node_modules/node/bin/node', program]);
  });
});
