import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Colour, OperationsError } from '@shared-payments/operations';
import { socketPath } from '../edge/door/socket-path.ts';
import { haproxyConfig } from './haproxy-config.ts';

export type ServerState = 'ready' | 'drain' | 'maint';

/** HAProxy in front of two ports, switched by its runtime API without a reload. */
export interface Haproxy {
  /** In one exchange, in the order given. */
  set(states: readonly (readonly [Colour, ServerState])[]): Promise<void>;
  /** Requests that a server is at work on. */
  sessions(): Promise<Readonly<Record<Colour, number>>>;
  stop(): Promise<void>;
}

const PROGRAM = 'haproxy';
/** Of util-linux: the kernel ends what it starts when this process has ended, also when that is killed. */
const ENDS_WITH_THIS = ['setpriv', '--pdeathsig', 'KILL', '--'];
const STARTS_WITHIN_MS = 5_000;
const POLL_MS = 20;
// In the answer to `show stat`: proxy, server, queue now, queue at most, sessions now.
const [PROXY, SERVER, SESSIONS] = [0, 1, 4];

/** Throws `driver_unavailable` when it is not installed or does not come up. */
export async function startHaproxy(
  directory: string,
  host: string,
  port: number,
  ports: Readonly<Record<Colour, number>>,
): Promise<Haproxy> {
  if (!isThere(PROGRAM))
    throw unavailable('HAProxy is not installed.', 'Install it (`apt install haproxy`), or prove without a peer.');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const socket = socketPath(directory, 'haproxy.sock');
  const file = join(directory, 'haproxy.cfg');
  writeFileSync(file, haproxyConfig({ host, port, ports, socket }));
  const [program = '', ...words] = [...(isThere('setpriv') ? ENDS_WITH_THIS : []), PROGRAM, '-db', '-f', file];
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let written = '';
  child.stderr.on('data', (piece: Buffer) => {
    written = `${written}${piece}`.slice(-2_000);
  });
  process.once('exit', () => child.kill('SIGKILL'));
  await answering(socket, child, () => written);
  return {
    async set(states) {
      const commands = states.map(([colour, state]) => `set server app/${colour} state ${state}`).join(';');
      const answer = (await exchange(socket, commands)).trim();
      if (answer !== '') throw unavailable(`HAProxy refuses: ${answer}.`, 'Compare its version with the commands.');
    },
    async sessions() {
      const rows = (await exchange(socket, 'show stat')).split('\n').map((line) => line.split(','));
      const of = (colour: Colour) =>
        Number(rows.find((row) => row[PROXY] === 'app' && row[SERVER] === colour)?.[SESSIONS] ?? 0);
      return { blue: of('blue'), green: of('green') };
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

const isThere = (program: string) => spawnSync(program, ['--version']).error === undefined;

async function answering(socket: string, child: ChildProcess, written: () => string): Promise<void> {
  const untilMs = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < untilMs && child.exitCode === null) {
    if (await exchange(socket, 'show info').catch(() => undefined)) return;
    await wait(POLL_MS);
  }
  child.kill('SIGKILL');
  throw unavailable(`HAProxy does not come up: ${written()}`, 'Look at its configuration.');
}

function exchange(socket: string, command: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const connection = connect(socket, () => connection.write(`${command}\n`));
  let text = '';
  connection.setEncoding('utf8');
  connection.on('data', (piece: string) => {
    text += piece;
  });
  connection.on('error', reject);
  connection.on('close', () => resolve(text));
  return promise;
}

const unavailable = (message: string, remedy: string) =>
  new OperationsError({ code: 'driver_unavailable', message, remedy });
