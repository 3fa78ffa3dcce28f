import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect, createServer as createNetServer, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Host, type ServeSettings, serve } from './serve.ts';

const SLOW_MS = 300;

function slowServer(): Server {
  return createServer((incoming, response) => {
    if (incoming.url === '/slow') setTimeout(() => response.end('slow'), SLOW_MS);
    else if (incoming.url === '/events') {
      response.setHeader('content-type', 'text/event-stream');
      response.write('id: 7\ndata: one\n\n');
    } else response.end('quick');
  });
}

async function start(settings: Partial<ServeSettings> = {}) {
  const server = slowServer();
  const host = new EventEmitter();
  const serving = await serve(server, host as unknown as Host, {
    from: { port: 0, host: '127.0.0.1' },
    graceMs: 5_000,
    idleGraceMs: 100,
    ...settings,
  });
  const port = (server.address() as AddressInfo | null)?.port ?? 0;
  return { server, host, serving, port };
}

function ask(port: number, path: string): Promise<{ readonly text: string; readonly connection: string | undefined }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { port, host: '127.0.0.1', path, agent: false, headers: { connection: 'keep-alive' } },
      (response) => {
        let text = '';
        response.on('data', (piece: Buffer) => {
          text += piece.toString();
        });
        response.on('end', () => resolve({ text, connection: response.headers.connection }));
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

const dial = (port: number) =>
  new Promise<Socket>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
    socket.resume();
  });

describe('serving', () => {
  it('leaves at once while clients hold connections they never used', async () => {
    const { host, serving, port } = await start();
    const sockets = await Promise.all(Array.from({ length: 20 }, () => dial(port)));
    await wait(20);
    assert.equal(serving.connections.open(), 20);
    const closed = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    host.emit('SIGTERM');
    await serving.ended;
    await closed;
    assert.equal(serving.connections.open(), 0);
  });

  it('answers what it was asked before it leaves, and tells the client to come back elsewhere', async () => {
    const { host, serving, port } = await start();
    const answer = ask(port, '/slow');
    await wait(50);
    assert.equal(serving.connections.active(), 1);
    host.emit('message', { kind: 'drain' }, undefined);
    assert.deepEqual(await answer, { text: 'slow', connection: 'close' });
    await serving.ended;
    await assert.rejects(ask(port, '/quick'), 'nobody listens any more');
  });

  it('still answers a request that was on its way when the drain began, and then closes', async () => {
    const { host, serving, port } = await start();
    const kept = await dial(port);
    const answer = new Promise<string>((resolve) => {
      let text = '';
      kept.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      kept.once('close', () => resolve(text));
    });
    host.emit('SIGTERM');
    kept.write('GET /quick HTTP/1.1\r\nHost: x\r\n\r\n');
    const text = await answer;
    assert.match(text, /connection: close/i);
    assert.match(text, /quick/);
    await serving.ended;
  });

  it('ends streams of events when its clients are to move, and tells them when to come back', async () => {
    const { host, serving, port } = await start();
    const stream = ask(port, '/events');
    await wait(50);
    const began = performance.now();
    host.emit('message', { kind: 'let-go' }, undefined);
    assert.equal((await stream).text, 'id: 7\ndata: one\n\nretry: 500\n\n');
    assert.ok(performance.now() - began < 1_000);
    assert.equal((await ask(port, '/quick')).text, 'quick', 'it may still get users back');
    host.emit('SIGTERM');
    await serving.ended;
  });

  it('cuts what takes longer than the grace', async () => {
    const { host, serving, port } = await start({ graceMs: 50 });
    const answer = ask(port, '/slow');
    await wait(30);
    const began = performance.now();
    host.emit('SIGINT');
    await serving.ended;
    assert.ok(performance.now() - began < SLOW_MS - 50);
    await assert.rejects(answer);
  });

  it('serves sockets that another process accepted, without listening itself', async () => {
    const { server, host, serving } = await start({ from: 'channel' });
    assert.equal(server.listening, false);
    const edge = createNetServer({ pauseOnConnect: true }, (socket) =>
      host.emit('message', { kind: 'connection' }, socket),
    );
    await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));
    const { port } = edge.address() as AddressInfo;
    assert.equal((await ask(port, '/quick')).text, 'quick');
    edge.close();
    host.emit('disconnect');
    await serving.ended;
  });

  it('gives idle connections back unread, so that another process answers what their clients send next', async () => {
    const { server, host, serving } = await start({ from: 'channel' });
    const back: Socket[] = [];
    Object.assign(host, {
      connected: true,
      send: (message: { kind: string }, socket: Socket | undefined, _options: object, isSent: () => void) => {
        if (message.kind === 'back' && socket) back.push(socket);
        isSent();
      },
    });
    const edge = createNetServer({ pauseOnConnect: true }, (socket) =>
      host.emit('message', { kind: 'connection' }, socket),
    );
    await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));
    const { port } = edge.address() as AddressInfo;
    const [unused, busy] = [await dial(port), ask(port, '/slow')];
    const partial = await dial(port);
    partial.write('GET /quick HT');
    await wait(50);
    host.emit('message', { kind: 'let-go' }, undefined);
    assert.equal(back.length, 1, 'neither the busy one nor the one in the middle of a request');
    assert.deepEqual(await busy, { text: 'slow', connection: 'keep-alive' });
    partial.write('TP/1.1\r\nHost: x\r\n\r\n');
    const [piece] = (await once(partial, 'data')) as [Buffer];
    assert.match(piece.toString(), /connection: keep-alive.*quick/is);
    await wait(50);
    assert.equal(back.length, 3, 'both follow with their answer');
    assert.equal((await ask(port, '/quick')).text, 'quick', 'it may still get users back');
    assert.equal(server.listening, false);
    host.emit('message', { kind: 'drain' }, undefined);
    await serving.ended;
    for (const socket of [unused, ...back]) socket.destroy();
    edge.close();
  });

  it('tells clients to come back where everything here ends, and gives nothing back', async (test) => {
    const { host, serving } = await start({ from: 'channel' });
    const back: unknown[] = [];
    Object.assign(host, {
      connected: true,
      send: (message: { kind: string }) => message.kind === 'back' && back.push(1),
    });
    const edge = createNetServer({ pauseOnConnect: true }, (socket) =>
      host.emit('message', { kind: 'connection' }, socket),
    );
    await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));
    test.after(() => edge.close());
    const { port } = edge.address() as AddressInfo;
    const idle = await dial(port);
    const closed = once(idle, 'close', { signal: AbortSignal.timeout(2_000) });
    const busy = ask(port, '/slow');
    await wait(50);
    host.emit('message', { kind: 'end' }, undefined);
    host.emit('SIGTERM');
    assert.deepEqual(await busy, { text: 'slow', connection: 'close' });
    await Promise.all([closed, serving.ended]);
    assert.equal(back.length, 0);
  });

  it('serves a connection on until it is its turn to move', async (test) => {
    const { host, serving } = await start({ from: 'channel' });
    const sent: (() => void)[] = [];
    Object.assign(host, {
      connected: true,
      send: (message: { kind: string }, _socket: Socket | undefined, _options: object, isSent: () => void) =>
        message.kind === 'back' && sent.push(isSent),
    });
    const edge = createNetServer({ pauseOnConnect: true }, (socket) =>
      host.emit('message', { kind: 'connection' }, socket),
    );
    await new Promise<void>((resolve) => edge.listen(0, '127.0.0.1', resolve));
    const { port } = edge.address() as AddressInfo;
    const [first, second] = [await dial(port), await dial(port)];
    test.after(() => {
      for (const socket of [first, second]) socket.destroy();
      edge.close();
    });
    await wait(20);
    host.emit('message', { kind: 'let-go' }, undefined);
    for (const turn of [1, 2]) {
      second.write('GET /quick HTTP/1.1\r\nHost: x\r\n\r\n');
      assert.match(
        String((await once(second, 'data', { signal: AbortSignal.timeout(2_000) }))[0]),
        /connection: keep-alive/i,
        `request ${turn}`,
      );
      assert.equal(sent.length, 1, 'only the first is on its way');
    }
    sent.pop()?.();
    await wait(20);
    assert.equal(sent.length, 1, 'now the second follows');
    sent.pop()?.();
    host.emit('message', { kind: 'drain' }, undefined);
    await serving.ended;
  });
});
