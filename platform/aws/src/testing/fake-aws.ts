import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Connection } from '../clients.ts';
import { answerOfBalancer } from './fake-balancer.ts';
import { answerOfEcs } from './fake-ecs.ts';
import type { FakeEstate } from './fake-estate.ts';
import { answerOfStacks, type FakeStacks, noStacks } from './fake-stacks.ts';
import { queryError } from './xml.ts';

/** throttle, unavailable, refused: answered with that error. lost-answer: done, but nobody hears of it. stale: as it was before the last write. */
export type Fault = 'throttle' | 'unavailable' | 'refused' | 'lost-answer' | 'stale';

export interface FakeAws {
  readonly connection: Connection;
  readonly estate: FakeEstate;
  readonly stacks: FakeStacks;
  /** Actions in the order they came, those that failed included. */
  readonly calls: readonly string[];
  /** The next `times` calls of an action go wrong. */
  readonly disturb: (action: string, fault: Fault, times?: number) => void;
  /** Runs before the answer to every call of an action: somebody else is faster. */
  readonly before: (action: string, work: () => void) => void;
  readonly close: () => Promise<void>;
}

interface Call {
  readonly action: string;
  readonly form: URLSearchParams;
  readonly isJson: boolean;
}

const ERRORS: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  throttle: [400, 'ThrottlingException', 'Rate exceeded'],
  unavailable: [503, 'ServiceUnavailable', 'Try later'],
  refused: [403, 'AccessDeniedException', 'User is not authorized'],
};

/** AWS as far as operators ask it: a server that speaks its protocols, for the real SDK to talk to. */
export async function fakeAws(estate: FakeEstate): Promise<FakeAws> {
  const calls: string[] = [];
  const faults = new Map<string, Fault[]>();
  const hooks = new Map<string, () => void>();
  const stacks = noStacks();
  let earlier = structuredClone(estate);
  const answer = (call: Call, request: IncomingMessage, response: ServerResponse) => {
    calls.push(call.action);
    hooks.get(call.action)?.();
    const fault = faults.get(call.action)?.shift();
    const error = fault === undefined ? undefined : ERRORS[fault];
    if (error !== undefined) return sendError(call, response, error);
    if (call.action === 'ModifyRule') earlier = structuredClone(estate);
    try {
      const body = bodyOf(fault === 'stale' ? earlier : estate, stacks, call);
      if (fault === 'lost-answer') return request.socket.destroy();
      return send(response, body === undefined ? 404 : 200, call, body ?? '');
    } catch (problem) {
      return sendError(call, response, [400, 'ValidationError', problem instanceof Error ? problem.message : '']);
    }
  };
  const server = createServer(async (request, response) => answer(await callOf(request), request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    connection: { region: 'eu-central-1', endpoint, credentials: { accessKeyId: 'fake', secretAccessKey: 'fake' } },
    estate,
    stacks,
    calls,
    disturb: (action, fault, times = 1) => {
      faults.set(action, [...(faults.get(action) ?? []), ...Array<Fault>(times).fill(fault)]);
    },
    before: (action, work) => hooks.set(action, work),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function callOf(request: IncomingMessage): Promise<Call> {
  const body = await text(request);
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string')
    return { action: target.split('.').at(-1) ?? '', form: new URLSearchParams(), isJson: true };
  const form = new URLSearchParams(body);
  return { action: form.get('Action') ?? '', form, isJson: false };
}

function bodyOf(estate: FakeEstate, stacks: FakeStacks, { action, form, isJson }: Call): string | undefined {
  if (!isJson) return answerOfBalancer(estate, action, form) ?? answerOfStacks(stacks, action, form);
  const answer = answerOfEcs(estate, action);
  return answer === undefined ? undefined : JSON.stringify(withSeconds(answer));
}

/** AWS's JSON writes moments as seconds. */
function withSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1_000;
  if (Array.isArray(value)) return value.map(withSeconds);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withSeconds(member)]));
}

function sendError(
  call: Call,
  response: ServerResponse,
  [status, code, message]: readonly [number, string, string],
): void {
  send(response, status, call, call.isJson ? JSON.stringify({ __type: code, message }) : queryError(code, message));
}

function send(response: ServerResponse, status: number, { isJson }: Call, body: string): void {
  response.writeHead(status, { 'content-type': isJson ? 'application/x-amz-json-1.1' : 'text/xml' }).end(body);
}
