import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';

const DESCRIPTION = `Amounts are integers in minor units with their currency. Every write takes an Idempotency-Key: the same
key and request again gets the first answer. Every edit says in If-Match which version it changed. Errors are
problem+json with a stable \`code\`. Lists are read page by page: send \`nextCursor\` back as \`cursor\`.`;

const PAGE_POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; img-src 'self' data:; object-src 'none'; style-src 'self' 'unsafe-inline'";

/** OpenAPI 3.1 from the routes' own schemas: /openapi.json to read by machine, /docs to read by eye. */
export async function addApiDescription(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Shared Payments',
        version: '1',
        description: DESCRIPTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'shared-payments.session_token' } },
      },
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=60, s-maxage=300').send(app.swagger()),
  );
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { deepLinking: true, displayOperationId: true, tryItOutEnabled: true },
    staticCSP: true,
    // Nothing of the page comes from elsewhere, so nothing else is allowed.
    transformStaticCSP: () => PAGE_POLICY,
    theme: { title: 'Shared Payments API' },
  });
}
