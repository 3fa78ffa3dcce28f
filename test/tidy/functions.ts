import { parseSync } from 'oxc-parser';

export interface FunctionSize {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

/** The length in lines of every function in `text`; blank and comment lines do not count. */
export function functionSizes(path: string, text: string): readonly FunctionSize[] {
  const { program } = parseSync(path, text);
  const found: FunctionSize[] = [];
  visit(program as unknown as Node, undefined, (node, parent) => {
    if (!FUNCTIONS.has(node.type)) return;
    const line = text.slice(0, node.start).split('\n').length;
    found.push({ name: nameOf(node, parent), line, lines: codeLines(text.slice(node.start, node.end)) });
  });
  return found;
}

export function codeLines(text: string): number {
  return text.split('\n').filter((line) => !/^\s*(\/\/|\/\*|\*|$)/.test(line)).length;
}

function visit(node: Node, parent: Node | undefined, see: (node: Node, parent: Node | undefined) => void): void {
  see(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof (child as Node).type === 'string')
        visit(child as Node, node, see);
    }
  }
}

function nameOf(node: Node, parent: Node | undefined): string {
  for (const holder of [node.id, parent?.id, parent?.key]) {
    const name = (holder as { name?: unknown } | undefined)?.name;
    if (typeof name === 'string') return name;
  }
  return 'anonymous';
}
