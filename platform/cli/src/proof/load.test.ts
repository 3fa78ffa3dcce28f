import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { startLoadProcess } from './load-process.ts';

const RUN_MS = 1_500;

async function loadAt(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const load = await startLoadProcess({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requestsPerSecond: 200,
  });
  await delay(RUN_MS);
  const figures = await load.stop();
  server.close();
  return figures;
}

describe('load of a proof', () => {
  it('asks at its rate, with reads, posts and slow requests, and counts no failure on a sound server', async () => {
    const asked: Record<string, number> = {};
    const slowMs: number[] = [];
    const figures = await loadAt((request, response) => {
      const beganAtMs = performance.now();
      asked[request.method ?? ''] = (asked[request.method ?? ''] ?? 0) + 1;
      request.resume().on('end', () => {
        if (performance.now() - beganAtMs > 700) slowMs.push(performance.now() - beganAtMs);
        response.statusCode = request.method === 'POST' ? 404 : 200;
        response.end();
      });
    });
    assert.deepEqual([figures.failed, figures.failures], [0, {}]);
    assert.ok(figures.requests > 200 && figures.requests < 350, String(figures.requests));
    assert.ok(Math.abs((asked.POST ?? 0) / figures.requests - 0.2) < 0.03, 'a fifth are posts');
    assert.ok(slowMs.length > figures.requests / 20, 'half of the posts are slow');
    assert.ok(figures.longestMs < 700, 'slow ones do not count as stalls');
  });

  it('counts every request that was cut off or answered with 500, and tells which', async () => {
    let count = 0;
    const figures = await loadAt((request, response) => {
      count += 1;
      if (count % 50 === 0) return request.socket.destroy();
      response.statusCode = count % 50 === 25 ? 503 : 200;
      request.resume().on('end', () => response.end());
    });
    assert.ok(figures.failed >= 6, JSON.stringify(figures));
    assert.ok(
      (figures.failures['status 503'] ?? 0) >= 3 && (figures.failures.ECONNRESET ?? 0) >= 3,
      JSON.stringify(figures.failures),
    );
  });
});
