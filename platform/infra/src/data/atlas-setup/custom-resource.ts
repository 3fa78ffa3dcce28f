/** What CloudFormation sends to a function that stands for a resource. Values of properties come as text, numbers and booleans too. */
export interface ResourceEvent {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  /** Where the answer goes, signed: whoever knows it may answer. Never logged. */
  readonly ResponseURL: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Readonly<Record<string, string>>;
}

export interface Made {
  /** Another id at an update makes CloudFormation remove what had the old one. */
  readonly id: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Both verbs may come twice for the same request, and must then end the same. */
export interface Resource {
  readonly put: (properties: ResourceEvent['ResourceProperties'], id: string | undefined) => Promise<Made>;
  readonly remove: (properties: ResourceEvent['ResourceProperties'], id: string) => Promise<void>;
}

export interface ResourceNeeds {
  readonly resources: Readonly<Record<string, Resource>>;
  /** Puts the answer where CloudFormation waits for it. Throws when it did not arrive. */
  readonly tell: (url: string, body: string) => Promise<void>;
  /** Until the function is ended from outside. */
  readonly remainingMs: number;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
  readonly backoffMs?: number;
}

/** The id of what was never made: CloudFormation removes it after a failed creation. */
export const NEVER_MADE = 'never-made';
const TELL_RESERVE_MS = 10_000;
const TELL_ATTEMPTS_MAX = 4;
const TELL_BACKOFF_MS = 250;
const REASON_CHARACTERS_MAX = 500;

/** Does what the event asks and always answers, also when time runs out: a stack that hears nothing waits for an hour. */
export async function serveResource(event: ResourceEvent, needs: ResourceNeeds): Promise<void> {
  const outcome = await outcomeOf(event, needs);
  const { RequestType, LogicalResourceId, ResourceType } = event;
  needs.log({ message: outcome.Status, RequestType, LogicalResourceId, ResourceType, reason: outcome.Reason });
  const { StackId, RequestId } = event;
  const body = JSON.stringify({ ...outcome, StackId, RequestId, LogicalResourceId });
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await needs.tell(event.ResponseURL, body);
    } catch (error) {
      if (attempt === TELL_ATTEMPTS_MAX) throw error;
      await pause((needs.backoffMs ?? TELL_BACKOFF_MS) * 2 ** attempt);
    }
  }
}

interface Outcome {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly PhysicalResourceId: string;
  readonly Reason?: string;
  readonly Data?: Made['attributes'];
}

async function outcomeOf(event: ResourceEvent, needs: ResourceNeeds): Promise<Outcome> {
  const known = event.PhysicalResourceId ?? NEVER_MADE;
  const timer = new AbortController();
  try {
    const { id, attributes } = await Promise.race([work(event, needs), tooLong(needs.remainingMs, timer.signal)]);
    return { Status: 'SUCCESS', PhysicalResourceId: id, Data: attributes };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { Status: 'FAILED', PhysicalResourceId: known, Reason: reason.slice(0, REASON_CHARACTERS_MAX) };
  } finally {
    timer.abort();
  }
}

async function work(event: ResourceEvent, { resources }: ResourceNeeds): Promise<Made> {
  const { RequestType, ResourceType, PhysicalResourceId: id, ResourceProperties: properties } = event;
  const resource = resources[ResourceType];
  if (!resource) throw new Error(`${ResourceType} is not among ${Object.keys(resources).join(', ')}.`);
  if (RequestType !== 'Delete') return resource.put(properties, id === NEVER_MADE ? undefined : id);
  if (id !== undefined && id !== NEVER_MADE) await resource.remove(properties, id);
  return { id: id ?? NEVER_MADE };
}

async function tooLong(remainingMs: number, signal: AbortSignal): Promise<never> {
  await pause(Math.max(0, remainingMs - TELL_RESERVE_MS), signal);
  throw new Error('It took longer than the function may run: look at its log, then deploy again.');
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}
