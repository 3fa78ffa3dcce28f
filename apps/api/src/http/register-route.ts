import { hash } from 'node:crypto';
import { AppError, contentDisposition } from '@shared-payments/domain';
import { groupPartition, type Identity, type Services, type SignedIn } from '@shared-payments/usecases';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AnswerForm, isWantedPacked, packedForm, plainForm } from './answer-forms.ts';
import { describeRoute } from './describe-route.ts';
import type { GroupCache } from './group-cache.ts';
import { type RateLimits, rateLimitOf } from './rate-limits.ts';
import { requestContext } from './request-context.ts';
import type { Answer, AnyRoute, Call, Schemas } from './route.ts';

export interface RouteNeeds {
  readonly services: Services;
  readonly identity: Identity;
  /** Part of every ETag, so that a new release never answers "not modified" for another shape. */
  readonly release: string;
  readonly rateLimits: RateLimits;
  readonly cache: GroupCache;
}

type Handler = (call: Call<Schemas>) => Promise<Answer<unknown>>;

const PRIVATE = 'private, no-cache';
const SHARED = 'public, max-age=60, s-maxage=300, stale-while-revalidate=86400';
const NOT_STORED = 'no-store';
const JSON_TYPE = 'application/json; charset=utf-8';

/** Puts the routes on the server: session, context, caching and version checks are the same for all of them. */
export function registerRoutes(app: FastifyInstance, routes: readonly AnyRoute[], needs: RouteNeeds): void {
  for (const route of routes) {
    app.route({
      method: route.method,
      url: route.url,
      schema: describeRoute(route),
      config: rateLimitOf(route.rate, needs.rateLimits),
      ...(route.bodyLimitBytes === undefined ? {} : { bodyLimit: route.bodyLimitBytes }),
      handler: (request, reply) => answer(route, needs, request, reply),
    });
  }
}

async function answer(route: AnyRoute, needs: RouteNeeds, request: FastifyRequest, reply: FastifyReply) {
  const { signedIn } = request;
  if (!signedIn && route.access !== 'public') {
    throw new AppError('not_signed_in', 'Sign in first: this needs a session.');
  }
  if (signedIn && (route.caching === 'group' || route.caching === 'member')) {
    return answerCached(route, needs, request, reply, signedIn);
  }
  const result = await handle(route, needs, request, reply, signedIn);
  if (result.headers) reply.headers({ ...result.headers });
  reply.header('cache-control', route.caching === 'public' ? SHARED : route.method === 'GET' ? PRIVATE : NOT_STORED);
  if (result.version !== undefined) reply.header('etag', `"${result.version}"`);
  reply.code(route.status ?? 200);
  if (result.raw) {
    if (route.caching === 'content' && isKnown(request, reply, result.raw.bytes)) return reply.code(304).send();
    if (result.raw.fileName) reply.header('content-disposition', contentDisposition(result.raw.fileName));
    return reply.type(result.raw.type).send(result.raw.bytes);
  }
  return reply.send(result.body);
}

/** Says what the content is known by, and whether the asker has it already. */
function isKnown(request: FastifyRequest, reply: FastifyReply, bytes: string | Uint8Array): boolean {
  const etag = `"${hash('sha256', bytes, 'base64url')}"`;
  reply.header('etag', etag);
  return request.headers['if-none-match'] === etag;
}

function handle(
  route: AnyRoute,
  { services, identity }: RouteNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn | undefined,
): Promise<Answer<unknown>> {
  const context = requestContext(request, signedIn);
  if (route.needsVersion && context.ifVersion === undefined) {
    throw new AppError('precondition_required', 'Say which version you changed: send its ETag in If-Match.');
  }
  const { params, query, body } = request;
  // Fastify has validated all three against the route's schemas.
  const call = { services, identity, context, signedIn, params, query, body, request, reply } as Call<Schemas>;
  return (route.handle as Handler)(call);
}

async function answerCached(
  route: AnyRoute,
  needs: RouteNeeds,
  request: FastifyRequest,
  reply: FastifyReply,
  signedIn: SignedIn,
): Promise<FastifyReply> {
  const { cache, services } = needs;
  const { groupId } = request.params as { groupId: string };
  const partition = groupPartition(groupId);
  const seq = await services.store.head(partition);
  const key = route.caching === 'member' ? `${signedIn.userId} ${request.url}` : request.url;
  let entry = cache.get(key);
  if (entry?.seq === seq && entry.allowed.has(signedIn.userId)) cache.counts.hits += 1;
  else {
    cache.counts.misses += 1;
    const result = await handle(route, needs, request, reply, signedIn);
    // The seq was read before the answer was made: a commit in between makes the entry stale early, never late.
    const allowed = entry?.seq === seq ? entry.allowed : new Set<string>();
    allowed.add(signedIn.userId);
    const text = String(reply.serializeInput(result.body as Record<string, unknown>, '200', 'application/json'));
    const plain = plainForm(text, etagOf(result.version, seq, needs.release), PRIVATE, JSON_TYPE);
    entry = { partition, seq, route: route.url, plain, allowed };
    cache.set(key, entry);
  }
  if (!isWantedPacked(entry.plain, request.headers['accept-encoding'])) return sendForm(request, reply, entry.plain);
  entry.packed ??= await packedForm(entry.plain);
  return sendForm(request, reply, entry.packed);
}

function sendForm(request: FastifyRequest, reply: FastifyReply, { body, etag, headers }: AnswerForm): FastifyReply {
  for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1]);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.send(body);
}

/** Begins with the version of what was read, so that an edit may send it in If-Match; without one it fits no edit. */
function etagOf(version: number | undefined, seq: number, release: string): string {
  return version === undefined ? `"at-${seq}.${release}"` : `"${version}.${seq}.${release}"`;
}
