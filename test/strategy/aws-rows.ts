import { parseSync } from 'oxc-parser';

/** Chapters of the strategy and the rows of each that AWS carries; of E not those of the browser and the application. */
const CHAPTERS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  A: [1, 7],
  B: [1, 3],
  D: [1, 12],
  E: [4, 6],
  F: [1, 8],
  G: [1, 10],
  H: [1, 17],
  I: [1, 8],
  J: [1, 8],
  L: [1, 8],
};

export const AWS_ROWS: readonly string[] = Object.entries(CHAPTERS).flatMap(([chapter, [first, last]]) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${chapter}${first + index}`),
);

/** What a test must call to be able to fail: node's assertions, those of CDK's templates, or one of our own that says so. */
const ASSERTS = /^(assert\w*|hasResource\w*|allResources\w*|resourceCountIs|resourcePropertiesCountIs)$/;
const ROWS = /^([A-N]\d+(?:, [A-N]\d+)*): /;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/**
 * Rows that tests of a text stand for: an `it` whose title begins with them, that is not skipped or left for later, and whose body
 * asserts something. A title in a comment or a text is none.
 */
export function rowsProvenIn(path: string, text: string): readonly string[] {
  const { program } = parseSync(path, text);
  return testsIn(program as unknown as Node)
    .filter(({ body }) => callsIn(body).some((name) => ASSERTS.test(name)))
    .flatMap(({ title }) => ROWS.exec(title)?.[1]?.split(', ') ?? []);
}

interface Test {
  readonly title: string;
  readonly body: Node;
}

function testsIn(node: unknown): readonly Test[] {
  if (Array.isArray(node)) return node.flatMap(testsIn);
  if (!isNode(node)) return [];
  const inside = Object.values(node).flatMap(testsIn);
  const { type, callee, arguments: given } = node as Node & { callee?: Node; arguments?: readonly Node[] };
  // `it.skip` and `it.todo` are calls of a member, not of `it`.
  if (type !== 'CallExpression' || callee?.type !== 'Identifier' || callee.name !== 'it') return inside;
  const title = textOf(given?.[0]);
  const body = given?.at(-1);
  const options = given?.length === 3 ? given[1] : undefined;
  return title === undefined || !body || isLeftOut(options) ? inside : [{ title, body }];
}

function textOf(node: Node | undefined): string | undefined {
  if (node?.type === 'Literal') return String(node.value);
  if (node?.type !== 'TemplateLiteral') return undefined;
  return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…');
}

/** `{ skip: true }` and `{ todo: true }`; a skip that depends on something is the test's own affair. */
function isLeftOut(options: Node | undefined): boolean {
  const properties = (options?.properties ?? []) as { key?: { name?: string }; value?: { value?: unknown } }[];
  return properties.some(({ key, value }) => /^(skip|todo)$/.test(key?.name ?? '') && Boolean(value?.value));
}

/** The names of what is called in `node`, of `a.b()` both. */
function callsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(callsIn);
  if (!isNode(node)) return [];
  const inside = Object.values(node).flatMap(callsIn);
  if (node.type !== 'CallExpression') return inside;
  return [...namesOf(node.callee as Node), ...inside];
}

function namesOf(callee: Node): readonly string[] {
  if (callee.type === 'Identifier') return [String(callee.name)];
  if (callee.type !== 'MemberExpression') return [];
  const { object, property } = callee as Node & { object: Node; property: Node };
  return [...namesOf(object), String(property.name)];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
