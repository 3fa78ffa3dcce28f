/** A write as data, so that it can be sent now, sent again, or wait in an outbox. */
export interface WriteRequest<Answer = unknown> {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** JSON, or a file as it is. */
  readonly body?: unknown;
  /** The version that was changed: the server refuses when somebody was quicker. */
  readonly ifVersion?: number;
  /** Never set: carries the type of the answer. */
  readonly answer?: Answer;
}

type Part = string | number;
type QueryValue = string | number | boolean | undefined;

/** A path whose parts are encoded: apiPath`/v1/groups/${groupId}`. */
export function apiPath(texts: TemplateStringsArray, ...parts: readonly Part[]): string {
  return texts.reduce((path, text, index) => `${path}${encodeURIComponent(parts[index - 1] ?? '')}${text}`);
}

/** The path with those parameters that are set. */
export function withQuery(path: string, query: Readonly<Record<string, QueryValue>>): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}
