/** What ECS sends to a lifecycle hook. `hookDetails` are those of the service, merged with the last IN_PROGRESS answer. */
export interface HookEvent {
  readonly executionId: string;
  readonly lifecycleStage: string;
  /** Weights by the revision they send users to; none before users are moved, and at a first deployment. */
  readonly executionDetails?: {
    readonly targetServiceRevisionArn?: string;
    readonly testTrafficWeights?: Readonly<Record<string, number>>;
    readonly productionTrafficWeights?: Readonly<Record<string, number>>;
  };
  readonly hookDetails?: { readonly release?: string; readonly attempts?: number };
}

export interface HookAnswer {
  readonly hookStatus: 'SUCCEEDED' | 'FAILED' | 'IN_PROGRESS';
  /** Seconds until ECS asks again. */
  readonly callBackDelay?: number;
  readonly hookDetails?: { readonly release: string; readonly attempts: number };
}

export interface Asked {
  readonly status: number;
  readonly body: string;
}

export interface SmokeTestNeeds {
  /** Asks the release that no user has met yet. Throws when it does not answer. */
  readonly ask: (path: string) => Promise<Asked>;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

export const ATTEMPTS_MAX = 8;
export const BETWEEN_ATTEMPTS_SECONDS = 15;

/** Lets users meet a release only when it is ready, is the one that was deployed, and answers for the product. Anything else rolls back. */
export async function smokeTest(event: HookEvent, { ask, log }: SmokeTestNeeds): Promise<HookAnswer> {
  if (isGoingBack(event)) {
    log({ message: 'users go back to the old release: nothing to ask', executionId: event.executionId });
    return { hookStatus: 'SUCCEEDED' };
  }
  const release = event.hookDetails?.release;
  if (!release) {
    log({ message: 'the hook was not told which release to expect', executionId: event.executionId });
    return { hookStatus: 'FAILED' };
  }
  const attempts = (event.hookDetails?.attempts ?? 0) + 1;
  const problem = await problemWith(release, ask);
  log({ message: problem ?? 'smoke test passed', release, attempts, executionId: event.executionId });
  if (problem === undefined) return { hookStatus: 'SUCCEEDED' };
  if (attempts >= ATTEMPTS_MAX) return { hookStatus: 'FAILED' };
  return { hookStatus: 'IN_PROGRESS', callBackDelay: BETWEEN_ATTEMPTS_SECONDS, hookDetails: { release, attempts } };
}

/** A rollback comes through the hooks of its shifts again, with no user for the new release: who says no then stands in its way. */
function isGoingBack({ lifecycleStage, executionDetails }: HookEvent): boolean {
  const { targetServiceRevisionArn: target = '', ...weights } = executionDetails ?? {};
  if (lifecycleStage === 'TEST_TRAFFIC_SHIFT') return weights.testTrafficWeights?.[target] === 0;
  return lifecycleStage === 'PRODUCTION_TRAFFIC_SHIFT' && weights.productionTrafficWeights?.[target] === 0;
}

async function problemWith(release: string, ask: SmokeTestNeeds['ask']): Promise<string | undefined> {
  try {
    const ready = await ask('/readyz');
    if (ready.status !== 200) return `not ready: ${ready.status} ${ready.body.slice(0, 200)}`;
    const version = await ask('/version');
    const running = (JSON.parse(version.body) as { version?: unknown }).version;
    if (running !== release) return `runs ${String(running)}, not ${release}`;
    const answer = await ask('/v1/currencies');
    return answer.status === 200 && answer.body.includes('EUR') ? undefined : `knows no currency: ${answer.status}`;
  } catch (error) {
    return `no answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}
