import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { describe, it } from 'node:test';
import { openConnection } from './http-connection.ts';
import { runLoad } from './run-load.ts';

async function withServer(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('the load of a bench', () => {
  it('sends every request whole, with another id each, over all its connections and addresses', async () => {
    const seen: { readonly at: string; readonly id: string; readonly body: string }[] = [];
    const remember: RequestListener = (request, response) => {
      let body = '';
      request.on('data', (piece) => {
        body += piece;
      });
      request.on('end', () => {
        seen.push({ at: `${request.method} ${request.url}`, id: String(request.headers['x-id']), body });
        response.end('x'.repeat(100_000));
      });
    };
    await withServer(remember, async (url) => {
      const urls = [`${url}/one?a=1`, `${url}/two`];
      const load = { connections: 4, seconds: 1, method: 'POST', headers: { 'x-id': '[<id>]' }, body: '{"ü":1}' };
      const result = await runLoad({ ...load, urls });
      assert.ok(result.answered > 4, `${result.answered} were answered`);
      assert.ok(result.answered <= seen.length);
      assert.equal(result.perSecond, result.answered / load.seconds);
      assert.ok(result.p99Ms > 0);
    });
    assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length);
    assert.deepEqual([...new Set(seen.map(({ at }) => at))].sort(), ['POST /one?a=1', 'POST /two']);
    assert.ok(seen.every(({ body }) => body === '{"ü":1}'));
  });

  it('makes no figure of answers that are refusals, or of connections that end', async () => {
    const load = { connections: 2, seconds: 0.2 };
    await withServer(
      (_request, response) => void response.writeHead(429, { 'content-length': 2 }).end('no'),
      (url) => assert.rejects(runLoad({ ...load, urls: [url] }), /failed/),
    );
    await withServer(
      (request) => void request.socket.destroy(),
      (url) => assert.rejects(runLoad({ ...load, urls: [url] }), /failed/),
    );
  });

  it('takes an answer for whole when all of it has come, in whatever pieces', async () => {
    const pieces = ['HTTP/1.1 201 Cre', 'ated\r\nContent-Len', 'gth: 5\r\n\r', '\nab', 'c', 'de'];
    const server = createTcpServer((socket) => {
      socket.once('data', async () => {
        for (const piece of pieces) {
          socket.write(piece);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const status = await new Promise<number>((resolve, reject) => {
      const connection = openConnection(new URL(`http://127.0.0.1:${port}`), {
        onFailure: reject,
        onAnswer(code) {
          connection.end();
          resolve(code);
        },
      });
      connection.send('GET / HTTP/1.1\r\n\r\n');
    });
    server.close();
    assert.equal(status, 201);
  });
});
