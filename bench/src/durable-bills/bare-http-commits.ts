import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { openBareRows } from './bare-rows.ts';

// What many small services do: each request commits its own row and is answered after it.
process.once('disconnect', () => process.exit());
process.once('message', async ({ path }: { readonly path: string }) => {
  const commit = openBareRows(path);
  const app = Fastify();
  app.post('/bills', (request, reply) => {
    const body = JSON.stringify(request.body);
    commit(body);
    return reply.code(201).header('content-type', 'application/json; charset=utf-8').send(body);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  process.send?.({ port: (app.server.address() as AddressInfo).port });
});
