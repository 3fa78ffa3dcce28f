import { get } from 'node:http';

/** What visitors got from one release. */
export interface VisitsOf {
  answers: number;
  bad: number;
  lastAtMs: number;
}

export interface VisitorFigures {
  /** By release, as the answers name it. */
  readonly byRelease: ReadonlyMap<string, VisitsOf>;
  /** Visits without a whole answer. */
  readonly unanswered: number;
  readonly visits: number;
}

export interface Visitors {
  /** What there was since the last call, after the visits under way are over. */
  take(): Promise<VisitorFigures>;
  stop(): Promise<void>;
}

const TICK_MS = 10;
const TIMEOUT_MS = 10_000;

/** Visitors in an open loop, each with a connection of its own as new users have, so that a canary gets its share of them. */
export function startVisitors(url: string, perSecond: number): Visitors {
  const open = new Set<Promise<void>>();
  let figures = { byRelease: new Map<string, VisitsOf>(), unanswered: 0, visits: 0 };
  let started = 0;
  const beganAtMs = performance.now();
  const come = async () => {
    const answer = await visitOnce(url);
    figures.visits += 1;
    if (answer === undefined) {
      figures.unanswered += 1;
      return;
    }
    const of = figures.byRelease.get(answer.release) ?? { answers: 0, bad: 0, lastAtMs: 0 };
    of.answers += 1;
    of.bad += answer.status === 200 ? 0 : 1;
    of.lastAtMs = Date.now();
    figures.byRelease.set(answer.release, of);
  };
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - beganAtMs) / 1_000) * perSecond);
    for (; started < due; started += 1) {
      const done: Promise<void> = come().finally(() => open.delete(done));
      open.add(done);
    }
  }, TICK_MS);
  return {
    async take() {
      await Promise.all(open);
      const taken = figures;
      figures = { byRelease: new Map(), unanswered: 0, visits: 0 };
      return taken;
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
}

interface VisitAnswer {
  readonly release: string;
  readonly status: number;
}

function visitOnce(url: string): Promise<VisitAnswer | undefined> {
  const { promise, resolve } = Promise.withResolvers<VisitAnswer | undefined>();
  const nothing = () => resolve(undefined);
  const asked = get(`${url}/visit`, { agent: false, timeout: TIMEOUT_MS }, (answer) => {
    let text = '';
    answer.setEncoding('utf8');
    answer.on('data', (piece: string) => {
      text += piece;
    });
    answer.on('error', nothing);
    answer.on('end', () => {
      const { version } = JSON.parse(text) as { version: string };
      resolve({ release: version, status: answer.statusCode ?? 0 });
    });
  });
  asked.on('error', nothing);
  asked.on('timeout', () => asked.destroy());
  return promise;
}
