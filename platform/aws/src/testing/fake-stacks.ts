import { element, listOf, queryAnswer } from './xml.ts';

export interface FakeChange {
  readonly action: string;
  readonly id: string;
  readonly type: string;
  readonly replacement?: string;
}

export interface FakeChangeSet {
  readonly status: string;
  readonly reason?: string;
  readonly changes: readonly FakeChange[];
}

export interface FakeStacks {
  /** By stack and name of the set: `production-Service/release`. */
  readonly changeSets: Map<string, FakeChangeSet>;
  /** What is deployed, by stack. */
  readonly templates: Map<string, object>;
  readonly executed: string[];
}

const PAGE_SIZE = 2;

export function noStacks(): FakeStacks {
  return { changeSets: new Map(), templates: new Map(), executed: [] };
}

/** What CloudFormation answers, in pages of two changes; undefined for an action that this fake does not know. */
export function answerOfStacks(stacks: FakeStacks, action: string, form: URLSearchParams): string | undefined {
  switch (action) {
    case 'DescribeChangeSet':
      return queryAnswer(action, describeChangeSet(stacks, form));
    case 'GetTemplate':
      return queryAnswer(action, getTemplate(stacks, form));
    default:
      return undefined;
  }
}

function describeChangeSet({ changeSets }: FakeStacks, form: URLSearchParams): string {
  const stack = form.get('StackName') ?? '';
  const set = changeSets.get(`${stack}/${form.get('ChangeSetName')}`);
  if (set === undefined) throw new Error('ChangeSetNotFound');
  const from = Number(form.get('NextToken') ?? 0);
  const until = from + PAGE_SIZE;
  return [
    element('StackName', stack),
    element('Status', set.status),
    element('StatusReason', set.reason ?? ''),
    listOf('Changes', set.changes.slice(from, until).map(changeOf)),
    until < set.changes.length ? element('NextToken', until) : '',
  ].join('');
}

function changeOf({ action, id, type, replacement }: FakeChange): string {
  const change = [
    element('Action', action),
    element('LogicalResourceId', id),
    element('ResourceType', type),
    replacement === undefined ? '' : element('Replacement', replacement),
  ].join('');
  return element('Type', 'Resource') + element('ResourceChange', change);
}

function getTemplate({ templates }: FakeStacks, form: URLSearchParams): string {
  const template = templates.get(form.get('StackName') ?? '');
  if (template === undefined) throw new Error('No such stack');
  const text = JSON.stringify(template).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return element('TemplateBody', text);
}
