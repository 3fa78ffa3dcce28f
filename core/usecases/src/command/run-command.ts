import { hash } from 'node:crypto';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Draft, Partition, Reader } from '../ports/store.ts';

export interface CommandRequest {
  readonly partition: Partition;
  /** `thing/verb`, as the file is called. */
  readonly verb: string;
  /** What was asked, as JSON: together with actor and verb it says whether a repeated key is the same request. */
  readonly input: unknown;
}

/** Commits what `command` drafts, once per Idempotency-Key. Errors: those of `command`, and of `Store.transact`. */
export async function runCommand<A>(
  services: Services,
  context: RequestContext,
  request: CommandRequest,
  command: (reader: Reader, at: number) => Promise<Draft<A>>,
): Promise<A> {
  const at = services.now();
  const info = {
    partition: request.partition,
    verb: request.verb,
    actor: context.userId,
    requestId: context.requestId,
    at,
    ...(context.idempotencyKey === undefined
      ? {}
      : { idempotency: { key: context.idempotencyKey, fingerprint: fingerprintOf(context, request) } }),
  };
  const outcome = await services.store.transact(info, (reader) => command(reader, at));
  return outcome.answer;
}

function fingerprintOf(context: RequestContext, request: CommandRequest): string {
  const asked = JSON.stringify([context.userId, request.verb, context.ifVersion ?? null, request.input]);
  return hash('sha256', asked, 'base64url');
}
