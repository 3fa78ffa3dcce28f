import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeVersion {
  readonly key: string;
  readonly version: string;
  readonly at: string;
  /** Missing: the key was deleted then. */
  readonly content?: string;
}

/** Buckets of S3 by name, with every version newest first, and the one restore that AWS Backup knows. */
export interface FakeStorage {
  readonly buckets: Readonly<Record<string, readonly FakeVersion[]>>;
  readonly restore: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, string>>;
}

const PAGE = 2;

/** Answers what a check of a restore asks of S3 and of AWS Backup, in pages of two so that paging is needed. */
export async function startFakeStorage(storage: FakeStorage) {
  const verdicts: unknown[] = [];
  const server = createServer((request, response) => void serve(storage, verdicts, request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, verdicts, stop: () => void server.close().closeAllConnections() };
}

async function serve(
  { buckets, restore, metadata }: FakeStorage,
  verdicts: unknown[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let text = '';
  for await (const piece of request) text += String(piece);
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://storage');
  if (pathname.endsWith('/validations')) {
    verdicts.push(JSON.parse(text));
    response.writeHead(204).end();
    return;
  }
  if (pathname.endsWith('/metadata')) return json(response, { Metadata: metadata });
  if (pathname.startsWith('/restore-jobs/')) return json(response, restore);
  const [, bucket = '', ...rest] = pathname.split('/');
  const versions = buckets[bucket] ?? [];
  if (searchParams.has('versions')) return xml(response, versionsPage(versions, searchParams.get('version-id-marker')));
  if (searchParams.has('list-type')) return xml(response, keysPage(versions, searchParams.get('continuation-token')));
  const key = decodeURIComponent(rest.join('/'));
  const wanted = searchParams.get('versionId');
  const found = versions.find((it) => it.key === key && (wanted === null || it.version === wanted));
  response.writeHead(found?.content === undefined ? 404 : 200);
  response.end(found?.content);
}

function versionsPage(versions: readonly FakeVersion[], marker: string | null): string {
  const start = marker === null ? 0 : versions.findIndex(({ version }) => version === marker) + 1;
  const page = versions.slice(start, start + PAGE);
  const rows = page.map(({ key, version, at, content }) => {
    const kind = content === undefined ? 'DeleteMarker' : 'Version';
    return `<${kind}><Key>${key}</Key><VersionId>${version}</VersionId><LastModified>${at}</LastModified></${kind}>`;
  });
  const last = page.at(-1);
  const isTruncated = start + PAGE < versions.length;
  const next = `<NextKeyMarker>${last?.key}</NextKeyMarker><NextVersionIdMarker>${last?.version}</NextVersionIdMarker>`;
  return `<ListVersionsResult><IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? next : ''}${rows.join('')}</ListVersionsResult>`;
}

function keysPage(versions: readonly FakeVersion[], token: string | null): string {
  const start = Number(token ?? 0);
  const rows = versions.slice(start, start + PAGE).map(({ key }) => `<Contents><Key>${key}</Key></Contents>`);
  const isTruncated = start + PAGE < versions.length;
  const next = isTruncated ? `<NextContinuationToken>${start + PAGE}</NextContinuationToken>` : '';
  return `<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${next}${rows.join('')}</ListBucketResult>`;
}

function json(response: ServerResponse, body: object): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

function xml(response: ServerResponse, body: string): void {
  response.setHeader('content-type', 'application/xml');
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}
