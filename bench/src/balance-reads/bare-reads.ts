import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';

interface Given {
  readonly contentType: string;
  readonly text: string;
}

// The least a Fastify process can do for the same answer: no session, no log, no limits, no data.
process.once('disconnect', () => process.exit());
process.once('message', async ({ contentType, text }: Given) => {
  const app = Fastify();
  app.get('/balances', (_request, reply) => reply.header('content-type', contentType).send(text));
  await app.listen({ port: 0, host: '127.0.0.1' });
  process.send?.({ port: (app.server.address() as AddressInfo).port });
});
