import { setTimeout as wait } from 'node:timers/promises';
import type { ColourFailure } from '@shared-payments/operations';
import type { Prober } from './prober.ts';

const ASK_TIMEOUT_MS = 2_000;
const POLL_MS = 100;

export interface ReadinessWatch {
  readonly worker: string;
  readonly release: string;
  readonly timeoutMs: number;
  /** True once the worker ended or was told to. */
  isOver(): boolean;
  /** What it says of itself while it is not ready. */
  tell(notReadyBecause: string, reportedRelease: string | undefined): void;
}

export type Readiness = { readonly isReady: true } | { readonly isReady: false; readonly failure: ColourFailure };

/** Asks until the worker is ready and reports the release it was started from. Undefined when the watch was over before. */
export async function awaitReadiness(prober: Prober, watch: ReadinessWatch): Promise<Readiness | undefined> {
  const untilMs = Date.now() + watch.timeoutMs;
  let reason = 'it did not answer';
  while (!watch.isOver()) {
    const leftMs = untilMs - Date.now();
    if (leftMs <= 0) return failed('hung', `not ready after ${watch.timeoutMs / 1_000} s: ${reason}`);
    const answer = await prober.ask(watch.worker, '/readyz', Math.min(leftMs, ASK_TIMEOUT_MS)).catch(messageOf);
    if (typeof answer !== 'string' && answer.status === 200) {
      const reported = await reportedRelease(prober, watch);
      if (reported === watch.release) return { isReady: true };
      if (reported !== undefined) return failed('wrong_version', `it reports ${reported}`);
    }
    reason = typeof answer === 'string' ? answer : reasonOf(answer.status, answer.body);
    watch.tell(reason, undefined);
    await wait(POLL_MS);
  }
  return undefined;
}

async function reportedRelease(prober: Prober, watch: ReadinessWatch): Promise<string | undefined> {
  const answer = await prober.ask(watch.worker, '/version', ASK_TIMEOUT_MS).catch(messageOf);
  if (typeof answer === 'string' || answer.status !== 200) return undefined;
  const version = fieldOf(answer.body, 'version');
  const reported = typeof version === 'string' ? version : 'no version';
  watch.tell('its version is compared', reported);
  return reported;
}

function reasonOf(status: number, body: string): string {
  const reasons = fieldOf(body, 'reasons');
  return `/readyz answers ${status}${Array.isArray(reasons) ? `: ${reasons.join(', ')}` : ''}`;
}

function fieldOf(body: string, name: string): unknown {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null)?.[name];
  } catch {
    return undefined;
  }
}

const messageOf = (error: Error) => error.message;

const failed = (cause: ColourFailure['cause'], detail: string): Readiness => ({
  isReady: false,
  failure: { cause, detail },
});
