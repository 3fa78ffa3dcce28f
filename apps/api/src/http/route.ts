import type { Identity, RequestContext, Right, Services, SignedIn } from '@shared-payments/usecases';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';

/** Who may call: anybody, whoever is signed in, or a member of the group in `:groupId` whose role carries the right. */
export type Access = 'public' | 'signed-in' | { readonly group: Right };

/** Each class has its own limit per person (or address): see `rate-limits.ts`. */
export type RateClass = 'read' | 'write' | 'auth' | 'bulk' | 'gateway';

/**
 * 'group': one answer for all members, kept until the group's next commit. 'member': one answer for each person.
 * 'content': a raw answer that is made each time and sent only when it is another than the asker has.
 */
export type Caching = 'none' | 'group' | 'member' | 'content' | 'public';

export interface Schemas {
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** The answer when all went well. */
  readonly answer?: TSchema;
}

type Parsed<S, Key extends keyof Schemas> = S extends { readonly [K in Key]: infer T extends TSchema }
  ? Static<T>
  : undefined;

/** Use cases answer with readonly data; the schema's type is mutable. */
type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T;

/** What a handler is given: parsed input, who asks, and the use cases' services. */
export interface Call<S extends Schemas> {
  readonly services: Services;
  readonly identity: Identity;
  /** `userId` is empty for a public route without a session. */
  readonly context: RequestContext;
  readonly signedIn: SignedIn | undefined;
  readonly params: Parsed<S, 'params'>;
  readonly query: Parsed<S, 'query'>;
  readonly body: Parsed<S, 'body'>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** `version` becomes the ETag to send back in If-Match; `raw` is sent as it is, with its own content type. */
export interface Answer<T> {
  readonly body?: T;
  readonly version?: number;
  readonly raw?: { readonly bytes: string | Uint8Array; readonly type: string; readonly fileName?: string };
  readonly headers?: Readonly<Record<string, string | string[]>>;
}

export interface Route<S extends Schemas = Schemas> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  /** Unique, camelCase, as the use case is called. */
  readonly operationId: string;
  readonly summary: string;
  readonly tag: string;
  readonly access: Access;
  readonly rate: RateClass;
  readonly caching?: Caching;
  /** The edit needs If-Match (428 without, 409 when late). */
  readonly needsVersion?: boolean;
  readonly status?: 200 | 201 | 202 | 204;
  readonly bodyLimitBytes?: number;
  /** Media type or types of a raw answer, for the API description. */
  readonly answerType?: string | readonly string[];
  /** Media types besides JSON that the body may have; it then arrives as a Buffer or a string. */
  readonly bodyTypes?: readonly string[];
  readonly schemas: S;
  readonly handle: (call: Call<S>) => Promise<Answer<Frozen<Parsed<S, 'answer'>>>>;
}

/** A route whose schemas' types are forgotten, so that all of them fit into one list. */
export type AnyRoute = Omit<Route, 'handle'> & { readonly handle: (call: never) => Promise<Answer<unknown>> };

export function defineRoute<const S extends Schemas>(route: Route<S>): AnyRoute {
  return route;
}
