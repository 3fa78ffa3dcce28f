import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import {
  deploy,
  doraFigures,
  environments,
  healthy,
  OperationsError,
  simulatedPlace,
} from '@shared-payments/operations';
import type { Desk } from '../command-line/command.ts';
import { openInterruption } from '../command-line/interruption.ts';
import { runCommandLine } from '../command-line/run.ts';
import { switchBackAndForth } from '../proof/switch-back-and-forth.ts';
import { estateOf } from '../wiring/estate-programs.ts';
import { proveCommand } from './prove.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const DAY_MS = 86_400_000;

let server: Server;
let requests = 0;

before(async () => {
  server = createServer((_request, response) => {
    requests += 1;
    response.end();
  });
  await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens));
});

after(() => server.close());

/** A place whose users are on 1.0.0, which git does not know when it is said to be `asItLies`. */
async function freshDesk(asItLies: boolean): Promise<Desk> {
  const releases = ['1.0.0', '1.1.0'].map((version) => ({ version, behaviour: healthy }));
  const place = simulatedPlace({ releases, requestsPerSecond: 10, seed: 1, sha256 });
  const session = {
    ports: place,
    environment: environments.local,
    actor: 'ana',
    owner: 'ana@one',
    report: () => {},
  };
  await deploy(session, { revision: '1.0.0', reason: 'what runs before', isRework: false });
  const { build } = place.releases;
  const unknown = new OperationsError({
    code: 'release_unknown',
    message: 'no such revision',
    remedy: 'Name another.',
  });
  const known = { ...place.releases, build: (request: { readonly revision: string }) => build(request) };
  const refusing = {
    ...known,
    build: (request: { readonly revision: string }) =>
      request.revision === '1.0.0-commit' ? Promise.reject(unknown) : build(request),
  };
  const ports = { ...place, releases: asItLies ? refusing : known };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const openRehearsal = () => Promise.reject(new Error('nothing is rehearsed here'));
  const output = { print: () => {}, say: () => {}, report: () => {}, isJson: false };
  return { session: { ...session, ports }, ports, url, openRehearsal, estate: estateOf('.'), ...output };
}

async function prove(desk: Desk, ...words: readonly string[]) {
  const [said, printed]: [string[], string[]] = [[], []];
  const terminal = {
    print: (line: string) => void printed.push(line),
    say: (line: string) => void said.push(line),
    nowMs: () => 0,
  };
  const code = await runCommandLine(['prove', ...words], [proveCommand], terminal, async () => ({
    desk,
    close: async () => {},
  }));
  return { code, said: said.join('\n'), printed: printed.join('\n') };
}

describe('./ops prove', () => {
  for (const [what, asItLies, revision, expected] of [
    [
      'while users are on files as they lie',
      true,
      '1.1.0',
      /no revision of git.*\nTry: Deploy a revision first: `\.\/ops deploy HEAD`/,
    ],
    ['to a revision that is not in git', false, '9.9.9', /There is no release 9\.9\.9.*\[release_unknown\]/],
    ['to what has the users', false, '1.0.0', /nothing to switch to\. \[already_deployed\]/],
  ] as const) {
    it(`is refused ${what}, before any load`, async () => {
      const desk = await freshDesk(asItLies);
      const { code, said } = await prove(desk, revision);
      assert.equal(code, 1);
      assert.match(said, expected);
      assert.equal(requests, 0, 'no load was driven');
      assert.equal((await desk.ports.ledger.read(1)).length, 1, 'nothing was switched or recorded');
    });
  }

  it('is refused in production unless it is meant', async () => {
    const desk = await freshDesk(false);
    const production = { ...desk, session: { ...desk.session, environment: environments.production } };
    const { code, said } = await prove(production, '1.1.0');
    assert.equal(code, 2);
    assert.match(said, /users of production.*\nTry: Rehearse it: `\.\/ops rehearse production 1\.1\.0`/);
    const { said: meant } = await prove(production, '1.0.0', '--on-production');
    assert.match(meant, /already_deployed/, 'it went on to the next question');
    assert.equal(requests, 0, 'no load was driven');
  });

  it('ends after the switch under way when it is stopped, tells what was measured, and records that', async () => {
    const interruption = openInterruption();
    const desk = await freshDesk(false);
    const say = (line: string) => void (line.includes('switches 2 of 50') && interruption.endEarly());
    const { code, printed } = await prove({ ...desk, say, interruption }, '1.1.0', '--switches', '50', '--rate', '50');
    assert.equal(code, 0);
    assert.match(printed, /^switches {11}2, 0 of them rollbacks$/m);
    assert.ok(requests > 0, 'load was driven');
    assert.equal(interruption.endEarly(), false, 'the next signal stops at once');
    const [proof] = (await desk.ports.ledger.read(1)).slice(-1);
    assert.deepEqual([proof?.kind, proof?.outcome], ['proof', 'succeeded']);
  });

  it('marks its switches in the ledger, and the figures of real deployments leave them out', async () => {
    const desk = await freshDesk(false);
    const { stayed } = await switchBackAndForth(desk, '1.1.0', { switches: 4, everyMs: undefined, forMs: DAY_MS });
    assert.deepEqual(stayed, []);
    const records = await desk.ports.ledger.read(1);
    assert.deepEqual(
      records.map(({ kind, data }) => [kind, data.during]),
      [['deployment', undefined], ...Array(3).fill(['deployment', 'proof']), ['rollback', 'proof']],
    );
    const nowMs = desk.ports.clock.nowMs();
    const { deployments, changeFailureRate } = doraFigures(records, 'local', nowMs - DAY_MS, nowMs);
    assert.deepEqual([deployments, changeFailureRate], [1, 0]);
  });
});
