import type { Job } from '../job.ts';

const EVERY_MS = 1_000;
const TIMEOUT_MS = 5_000;

type Send = (body: string, signature: string) => Promise<boolean>;

/** Sends the sandbox gateway's events to the API over HTTP, as a real gateway would. */
export function sandboxEventsJob(
  deliver: (send: Send) => Promise<number>,
  signatureHeader: string,
  publicUrl: string,
): Job {
  return {
    name: 'sandbox-events',
    everyMs: EVERY_MS,
    async run() {
      const sentCount = await deliver(async (body, signature) => {
        const answer = await fetch(`${publicUrl}/v1/gateway/events`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', [signatureHeader]: signature },
          body,
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        return answer.ok;
      });
      return sentCount > 0 ? { sentCount } : undefined;
    },
  };
}
