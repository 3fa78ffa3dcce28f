import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ReleaseBehaviour } from './releases.ts';
import { isMoneyRight, visit } from './visit.ts';

/** A small release: serves what an edge asks and users, over its channel or a port, and misbehaves as its folder says. */
const behaviour = JSON.parse(readFileSync('behaviour.json', 'utf8')) as ReleaseBehaviour;
const release = process.env.RELEASE ?? '';
const isOnPort = process.env.LISTEN === 'port';
const writesTo = join(process.env.DATA_DIR ?? '', behaviour.writesTo ?? 'writes');
const BOUNDS_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.5, 2.5];
const buckets = new Array<number>(BOUNDS_SECONDS.length + 1).fill(0);
const open = new Map<Socket, number>();
const streams = new Set<ServerResponse>();
let requests = 0;
let failures = 0;
let taken = 0;
let active = 0;
let isDraining = false;

if (behaviour.boot === 'crash') throw new Error('this release cannot start');
if (behaviour.boot === 'setting')
  throw Object.assign(new Error('SECRET_NAME has no value'), { code: 'setting_missing' });
if (behaviour.boot === 'schema') throw Object.assign(new Error('the data is newer'), { code: 'schema_too_new' });
if (behaviour.boot === 'port') throw Object.assign(new Error('listen'), { code: 'EADDRINUSE' });
if (behaviour.boot === 'module') createRequire(import.meta.url)('./not-in-this-release.cjs');
if (behaviour.boot === 'hang') for (;;);
await wait(behaviour.bootMs ?? 0);
console.log(`release ${release} boots`);

const server = createServer((request, response) => void answer(request, response));
server.keepAliveTimeout = 75_000;
server.on('connection', (socket: Socket) => {
  open.set(socket, 0);
  socket.once('close', () => open.delete(socket));
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const beganAtMs = performance.now();
  const { socket } = request;
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  active += 1;
  open.set(socket, (open.get(socket) ?? 0) + 1);
  response.once('close', () => {
    active -= 1;
    // A caller that was killed is gone before its answer.
    if (open.has(socket)) open.set(socket, (open.get(socket) ?? 1) - 1);
    atRest.set(socket, request.complete ? socket.bytesRead : -1);
    if ((isDraining || leaving.has(socket)) && open.get(socket) === 0) {
      if (response.getHeader('connection') === 'close' || !giveBack(socket)) socket.destroySoon();
    }
    if (!['/livez', '/readyz', '/metrics'].includes(path)) count(response.statusCode, performance.now() - beganAtMs);
  });
  request.resume();
  if (!request.complete) await once(request, 'end');
  if (path === '/slow') await wait(800);
  const visited = path === '/visit' ? await visit(behaviour.visits ?? {}) : 200;
  if (path === '/events') return stream(response);
  if (path === '/stuck') for (;;);
  if (path === '/crash') process.kill(process.pid, 'SIGKILL');
  // On the disk before it is acknowledged, as the product does.
  if (path.startsWith('/write/')) appendFileSync(writesTo, `${path.slice('/write/'.length)}\n`, { flush: true });
  if (isDraining || leaving.has(socket)) response.setHeader('connection', 'close');
  const [status, body] = bodyFor(path);
  response.writeHead(visited === 200 ? status : visited, { 'content-type': 'application/json' });
  response.end(body);
}

/** Events without an end: the first names the release. A client that is to move is told to come back soon, as the product does. */
function stream(response: ServerResponse): void {
  response.setHeader('content-type', 'text/event-stream');
  response.write(`id: 1\ndata: ${release}\n\n`);
  streams.add(response);
  response.once('close', () => streams.delete(response));
}

function bodyFor(path: string): readonly [number, string] {
  if (path === '/readyz' && behaviour.boot === 'never-ready') return [503, '{"reasons":["the store does not answer"]}'];
  if (path === '/version')
    return [200, JSON.stringify({ version: behaviour.boot === 'lie' ? 'sha256:other' : release })];
  if (path === '/metrics') return [200, metricsText()];
  if (path === '/v1/currencies') return behaviour.isSmoking ? [500, '{}'] : [200, '[{"code":"EUR"}]'];
  if (path === '/v1/groups') return [behaviour.isOpen ? 200 : 401, '{}'];
  if (path.startsWith('/v1/')) return [404, '{}'];
  return [200, JSON.stringify({ version: release, pid: process.pid })];
}

function count(status: number, tookMs: number): void {
  requests += 1;
  if (status >= 500) failures += 1;
  const index = BOUNDS_SECONDS.findIndex((bound) => tookMs / 1_000 <= bound);
  const bucket = index === -1 ? BOUNDS_SECONDS.length : index;
  buckets[bucket] = (buckets[bucket] ?? 0) + 1;
}

function metricsText(): string {
  let sum = 0;
  const lines = [...BOUNDS_SECONDS, '+Inf'].map((bound, index) => {
    sum += buckets[index] ?? 0;
    return `http_request_duration_seconds_bucket{le="${bound}",method="GET",route="/"} ${sum}`;
  });
  return [
    ...lines,
    `http_requests_total{method="GET",route="/",status="200"} ${requests - failures}`,
    `http_requests_total{method="GET",route="/",status="500"} ${failures}`,
    `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
    `process_cpu_seconds_total ${process.cpuUsage().user / 1e6}`,
    `money_invariant_holds{name="ledger balances",detail="EUR is off by 1"} ${isMoneyRight() ? 1 : 0}`,
  ].join('\n');
}

const leaving = new Set<Socket>();
const atRest = new WeakMap<Socket, number>();

/** Idle connections go back to the edge unread, the others learn with their answer. */
function letGo(): void {
  for (const socket of open.keys()) if (!giveBack(socket)) leaving.add(socket);
  for (const response of streams) response.end('retry: 500\n\n');
}

function giveBack(socket: Socket): boolean {
  const handle = (socket as unknown as { _handle?: { reading: boolean; readStop(): void } })._handle;
  if (!handle || isOnPort || !process.connected || open.get(socket) !== 0) return false;
  if (socket.bytesRead !== (atRest.get(socket) ?? 0)) return false;
  handle.reading = false;
  handle.readStop();
  open.set(socket, -1);
  process.send?.({ kind: 'back' }, socket, {}, () => open.delete(socket));
  return true;
}

async function leave(): Promise<void> {
  if (isDraining) return;
  isDraining = true;
  letGo();
  await wait(200);
  while (open.size > 0) {
    for (const [socket, busy] of open) if (busy === 0) socket.destroySoon();
    await wait(10);
  }
  process.exit(0);
}

if (isOnPort) server.listen(Number(process.env.PORT), process.env.HOST);
const tell = () => process.connected && process.send?.({ kind: 'load', taken, open: open.size, active }, () => {});
setInterval(tell, 50);
process.on('message', (message: { kind: string }, handle) => {
  if (message.kind === 'drain') void leave();
  if (message.kind === 'let-go') letGo();
  if (message.kind !== 'connection') return;
  taken += 1;
  tell();
  if (!handle) return;
  server.emit('connection', handle);
  (handle as Socket).resume();
});
for (const event of ['disconnect', 'SIGTERM'] as const) process.once(event, () => void leave());
