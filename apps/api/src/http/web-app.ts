import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const SHELL = 'index.html';
// A file under assets/ has the digest of its content in its name: it never changes.
const IMMUTABLE = 'public, max-age=31536000, immutable';
const SHELL_CACHING = 'public, max-age=0, s-maxage=60, must-revalidate';
// Everything the build writes is in assets/, or beside the document with an ending.
const FILES = /^\/(assets\/[\w.-]+|[\w-]+\.(html|svg|png|ico|txt|webmanifest|js|json))$/;
const ASSET = /[\\/]assets[\\/][^\\/]+$/;
const API_PATHS = /^\/(v1|docs|openapi\.json|livez|readyz|version|metrics)(\/|$)/;

// Scripts come from here alone, and none stands in the page. Mantine writes the theme's variables into a style element.
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shared Payments</title>
<h1>The web app is not built here</h1>
<p>The API runs, and can be read and tried at <a href="/docs">/docs</a>. <code>npm start</code> builds the web app and shows it here.</p></html>`;

/**
 * Serves the built web app from `folder`: its files as they are, and its one document for every address a person opens. A page
 * that was opened before a switch still finds its files in `keptFolder`, where the operator keeps those of earlier releases.
 */
export async function addWebApp(app: FastifyInstance, folder: string, keptFolder?: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('cache-control', ASSET.test(path) ? IMMUTABLE : SHELL_CACHING);
    },
  });
  const isBuilt = existsSync(join(folder, SHELL));
  const isKept = (path: string) => keptFolder !== undefined && !existsSync(join(folder, path));
  app.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (FILES.test(path)) return send(reply, path.slice(1), isKept(path) ? keptFolder : folder);
    if (!isNavigation(path, request)) return reply.callNotFound();
    return isBuilt ? send(reply, SHELL, folder) : reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT);
  });
}

/** A service worker asks under the policy of its own file, so that scripts carry it as well. */
function send(reply: FastifyReply, file: string, folder: string | undefined): FastifyReply {
  return reply.header('content-security-policy', PAGE_POLICY).sendFile(file, folder);
}

/** Somebody opens a page; a script or a machine that asks for what is not there gets the API's own answer. */
function isNavigation(path: string, { headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').includes('text/html') && !API_PATHS.test(path);
}
