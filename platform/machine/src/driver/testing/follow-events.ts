import { Agent, get } from 'node:http';

/** A browser that follows a stream of events: asks again when it ends, as soon as it was told. */
export interface Followed {
  /** The releases it followed, in order. */
  readonly releases: readonly string[];
  lastRetryMs(): number;
  stop(): void;
}

// What browsers wait unless they are told.
const RETRY_MS = 3_000;

export function followEvents(url: string): Followed {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const releases: string[] = [];
  let retryMs = RETRY_MS;
  let isOver = false;
  const follow = () => {
    if (isOver) return;
    const again = () => setTimeout(follow, retryMs);
    const asked = get(url, { agent }, (answer) => {
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => {
        const release = /^data: (.+)$/m.exec(text)?.[1];
        if (release !== undefined) releases.push(release);
        retryMs = Number(/^retry: (\d+)$/m.exec(text)?.[1] ?? retryMs);
      });
      answer.once('error', () => {});
      answer.once('close', again);
    });
    asked.once('error', again);
  };
  follow();
  return {
    releases,
    lastRetryMs: () => retryMs,
    stop() {
      isOver = true;
      agent.destroy();
    },
  };
}
