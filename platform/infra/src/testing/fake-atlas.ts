import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Role {
  readonly roleId: string;
  readonly atlasAWSAccountArn: string;
  readonly atlasAssumedRoleExternalId: string;
  iamAssumedRoleArn: string | null;
}

/** What the fake does instead of, or after, what it was asked. `lost`: it does it, and the answer never arrives. */
export type Fault = 'busy' | 'broken' | 'lost' | 'silent' | 'CANNOT_ASSUME_ROLE';

export const KEY = { PublicKey: 'abcdefgh', PrivateKey: '11111111-2222-3333-4444-555555555555' } as const;
export const ACCOUNT = { ClientId: 'mdb_sa_id_1', ClientSecret: 'mdb_sa_sk_secret' } as const;
export const PROJECT = '65f0c0ffee00000000000099';

interface State {
  roles: Role[];
  audit: { enabled: boolean; auditFilter: string; auditAuthorizationSuccess: boolean };
  copySettings: unknown[];
  isProjectGone: boolean;
  readonly faults: Fault[];
  readonly asked: string[];
  readonly zones: readonly string[];
  tokens: number;
  nonces: number;
  readonly usedCounts: Set<string>;
}

type Answer = readonly [status: number, body: object];

/**
 * A server that answers as the Administration API of Atlas does for one project with one sharded cluster: digest or token,
 * the errors' shape, what is kept. `faults` are taken one per authorised request, first come, first served.
 */
export async function startFakeAtlas({ zones = ['zone-1'] }: { readonly zones?: readonly string[] } = {}) {
  const state: State = {
    roles: [],
    audit: { enabled: false, auditFilter: '', auditAuthorizationSuccess: false },
    copySettings: [],
    isProjectGone: false,
    faults: [],
    asked: [],
    zones,
    tokens: 0,
    nonces: 0,
    usedCounts: new Set(),
  };
  const server = createServer((request, response) => void serve(state, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url, state, stop };
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request;
  let text = '';
  for await (const piece of request) text += String(piece);
  if (url === '/api/oauth/token') return send(response, tokenFor(state, headers.authorization, text));
  if (!isAuthorised(state, request)) return challenge(state, response);
  state.asked.push(`${method} ${url}`);
  const fault = state.faults.shift();
  if (fault === 'silent') return;
  if (fault === 'busy') return send(response, [429, { errorCode: 'RATE_LIMITED' }]);
  if (fault === 'broken') return send(response, [503, { errorCode: 'UNEXPECTED_ERROR' }]);
  if (fault === 'CANNOT_ASSUME_ROLE') return send(response, [400, { errorCode: fault }]);
  const answer = act(state, method, url.replace(`/api/atlas/v2/groups/${PROJECT}`, ''), valueIn(text));
  if (fault === 'lost') response.destroy();
  else send(response, answer);
}

function tokenFor(state: State, authorization: string | undefined, text: string): Answer {
  const known = `Basic ${Buffer.from(`${ACCOUNT.ClientId}:${ACCOUNT.ClientSecret}`).toString('base64')}`;
  if (authorization !== known || text !== 'grant_type=client_credentials') return [401, { error: 'invalid_client' }];
  state.tokens += 1;
  return [200, { access_token: `token-${state.tokens}`, token_type: 'Bearer', expires_in: 3_600 }];
}

function isAuthorised(state: State, { headers, method = '', url = '' }: IncomingMessage): boolean {
  const { authorization = '' } = headers;
  if (authorization.startsWith('Bearer ')) return authorization === `Bearer token-${state.tokens}`;
  const value = (name: string) => new RegExp(`${name}="?([^",]+)`).exec(authorization)?.[1] ?? '';
  if (value('nonce') !== `nonce-${state.nonces}` || state.usedCounts.has(value('nc'))) return false;
  state.usedCounts.add(value('nc'));
  const md5 = (part: string) => createHash('md5').update(part).digest('hex');
  const who = md5(`${KEY.PublicKey}:MMS Public API:${KEY.PrivateKey}`);
  const parts = [who, value('nonce'), value('nc'), value('cnonce'), 'auth', md5(`${method}:${url}`)];
  return md5(parts.join(':')) === value('response');
}

function challenge(state: State, response: ServerResponse): void {
  state.nonces += 1;
  state.usedCounts.clear();
  const offered = `realm="MMS Public API", domain="", nonce="nonce-${state.nonces}", algorithm=MD5, qop="auth", stale=false`;
  response.setHeader('www-authenticate', `Digest ${offered}`);
  send(response, [401, { errorCode: 'UNAUTHORIZED' }]);
}

function act(state: State, method: string, path: string, body: Record<string, unknown>): Answer {
  if (state.isProjectGone) return [404, { errorCode: 'GROUP_NOT_FOUND' }];
  const [, id] = /^\/cloudProviderAccess\/(?:AWS\/)?(\w+)$/.exec(path) ?? [];
  if (id !== undefined) return method === 'DELETE' ? removeRole(state, id) : grantRole(state, id, body);
  switch (`${method} ${path}`) {
    case 'PATCH /auditLog':
      Object.assign(state.audit, body);
      return [200, state.audit];
    case 'GET /cloudProviderAccess':
      return [200, { awsIamRoles: state.roles }];
    case 'POST /cloudProviderAccess':
      return [200, addRole(state)];
    case 'GET /clusters/store':
      // Two shards in each zone: every shard says the zone it is in.
      return [200, { replicationSpecs: state.zones.flatMap((zoneId) => [{ zoneId }, { zoneId }]) }];
    case 'PATCH /clusters/store/backup/schedule':
      state.copySettings = body.copySettings as unknown[];
      return [200, { copySettings: state.copySettings }];
    default:
      return [404, { errorCode: 'RESOURCE_NOT_FOUND' }];
  }
}

function addRole({ roles }: State): Role {
  const number = roles.length + 1;
  const role = {
    roleId: `r${number}`,
    atlasAWSAccountArn: 'arn:aws:iam::536727724300:root',
    atlasAssumedRoleExternalId: `external-${number}`,
    iamAssumedRoleArn: null,
  };
  roles.push(role);
  return role;
}

const NO_ROLE: Answer = [404, { errorCode: 'CLOUD_PROVIDER_ACCESS_ROLE_NOT_FOUND' }];

function grantRole({ roles }: State, id: string, { iamAssumedRoleArn }: Record<string, unknown>): Answer {
  const role = roles.find(({ roleId }) => roleId === id);
  if (!role) return NO_ROLE;
  role.iamAssumedRoleArn = String(iamAssumedRoleArn);
  return [200, role];
}

function removeRole(state: State, id: string): Answer {
  const kept = state.roles.filter(({ roleId }) => roleId !== id);
  if (kept.length === state.roles.length) return NO_ROLE;
  state.roles = kept;
  return [204, {}];
}

function valueIn(text: string): Record<string, unknown> {
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

function send(response: ServerResponse, [status, body]: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}
