import type { RequestProblem } from '../api/request-problem.ts';

/** What every tab learns of the outbox: that it changed, and how an entry ended. */
export type OutboxNews =
  | { readonly name: 'changed' }
  | { readonly name: 'sent'; readonly id: number; readonly groupId: string; readonly answer: unknown }
  | { readonly name: 'refused'; readonly id: number; readonly problem: ProblemFacts };

/** A problem as it travels between tabs, where classes do not survive. */
export type ProblemFacts = Pick<RequestProblem, 'code' | 'status' | 'requestId' | 'data' | 'message'>;

type Listener = (news: OutboxNews) => void;

const CHANNEL = 'shared-payments.outbox';
const listeners = new Set<Listener>();
const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(CHANNEL);

channel?.addEventListener('message', ({ data }: MessageEvent<OutboxNews>) => hear(data));

/** Tells this tab, the others and the service worker. */
export function tell(news: OutboxNews): void {
  channel?.postMessage(news);
  hear(news);
}

export function listen(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function hear(news: OutboxNews): void {
  for (const listener of listeners) listener(news);
}
