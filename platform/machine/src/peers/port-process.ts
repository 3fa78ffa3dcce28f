import { type ChildProcess, spawn } from 'node:child_process';
import type { Colour, ColourFailure, ColourState } from '@shared-payments/operations';
import type { Launch } from '../edge/door/messages.ts';
import type { Prober } from '../workers/prober.ts';
import { awaitReadiness } from '../workers/readiness.ts';

/** One process of a release behind a proxy, on a port of its own. */
export interface PortProcess {
  state(sessions: number): ColourState;
  readonly release: string;
  end(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** Resolves when it has ended. */
  readonly gone: Promise<void>;
}

export interface PortProcessOrder {
  readonly colour: Colour;
  readonly release: string;
  readonly launch: Launch;
  readonly port: number;
  readonly readyTimeoutMs: number;
}

export function startPortProcess(order: PortProcessOrder, prober: Prober, nowMs: () => number): PortProcess {
  const { colour, release } = order;
  const startedAtMs = nowMs();
  const child = start(order.launch, { PORT: String(order.port), HOST: '127.0.0.1', LISTEN: 'port' });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const now: { phase: ColourState['phase']; failure?: ColourFailure } = { phase: 'starting' };
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const watch = { worker: colour, release, timeoutMs: order.readyTimeoutMs, isOver, tell: () => {} };
  void awaitReadiness(prober, watch).then((readiness) => {
    if (now.phase === 'draining') return;
    if (readiness?.isReady === true) now.phase = 'ready';
    else
      Object.assign(now, { phase: 'failed', failure: readiness?.failure ?? { cause: 'crashed', detail: 'it ended' } });
  });
  return {
    release,
    gone,
    state(sessions) {
      const isReady = now.phase === 'ready';
      const worker = { id: `${colour}-1`, isReady, reportedRelease: release, startedAtMs, notReadyBecause: '' };
      const counts = { wantedWorkers: 1, openConnections: sessions, activeRequests: sessions, restarts: 0 };
      return { colour, release, ...now, workers: [worker], startedAtMs, ...counts };
    },
    end(signal) {
      now.phase = 'draining';
      child.kill(signal);
    },
  };
}

export function start(
  { file, arguments: words, directory, environment }: Launch,
  own: Record<string, string>,
): ChildProcess {
  const env = { ...environment, ...own };
  // In a session of its own, as behind the edge; the channel ends it when this command is gone.
  return spawn(file, [...words], { cwd: directory, env, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true });
}
