import type { Right } from '@shared-payments/usecases';

/** A JSON schema as the document writes it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
}

export type DocumentedAccess = 'public' | 'signed-in' | { readonly group: Right };

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

/** Media type to schema. */
export type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly access: DocumentedAccess;
  readonly needsVersion: boolean;
  readonly rateClass: string;
  readonly parameters: readonly Parameter[];
  readonly body: Content | undefined;
  /** By status ('200') or range ('4XX'). */
  readonly answers: Readonly<Record<string, { readonly content?: Content }>>;
}

/** Every operation of an OpenAPI document, in its order. */
export function operationsOf(document: unknown): readonly Operation[] {
  const { paths } = document as { paths: Record<string, Record<string, DocumentedOperation>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId ?? '',
      method: method.toUpperCase(),
      path,
      summary: operation.summary ?? '',
      tags: operation.tags ?? [],
      access: operation['x-access'],
      needsVersion: operation['x-needs-version'] === true,
      rateClass: operation['x-rate-class'] ?? '',
      parameters: operation.parameters ?? [],
      body: operation.requestBody?.content,
      answers: operation.responses ?? {},
    })),
  );
}

export const isIdentity = (operation: Operation): boolean => operation.tags.includes('identity');

export const isWrite = (operation: Operation): boolean => operation.method !== 'GET';

/** The names in braces, in their order. */
export function pathParameters(operation: Operation): readonly string[] {
  return [...operation.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
}

/** undefined also for JSON that is taken as bytes, which nothing but its signature describes. */
export function jsonBody(operation: Operation): JsonSchema | undefined {
  const schema = operation.body?.['application/json']?.schema;
  return schema?.type === undefined && schema?.anyOf === undefined ? undefined : schema;
}

/** The path with its parameters filled in, each percent-encoded. */
export function urlOf(operation: Operation, params: Readonly<Record<string, string>>): string {
  return operation.path.replace(/\{([^}]+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));
}

/** What is documented for `status`: the status itself, or its range. */
export function documentedAnswer(operation: Operation, status: number): { readonly content?: Content } | undefined {
  return operation.answers[String(status)] ?? operation.answers[`${Math.floor(status / 100)}XX`];
}

/** The status of success. */
export function goodStatus(operation: Operation): number {
  return Number(Object.keys(operation.answers).find((status) => /^2\d\d$/.test(status)) ?? 0);
}

interface DocumentedOperation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly 'x-access': DocumentedAccess;
  readonly 'x-needs-version'?: boolean;
  readonly 'x-rate-class'?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses?: Readonly<Record<string, { readonly content?: Content }>>;
}
