import type { DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { ask } from '../ask.ts';
import type { Clients } from '../clients.ts';
import type { ChangeSet, ResourceChange } from './refusals.ts';

// A stack has 500 resources at most, a page 100 changes and more.
const PAGES_MAX = 20;

/** A change set with every page of its changes. Throws `driver_unavailable`. */
export async function readChangeSet(clients: Clients, StackName: string, ChangeSetName: string): Promise<ChangeSet> {
  const { DescribeChangeSetCommand } = await import('@aws-sdk/client-cloudformation');
  const stacks = await clients.stacks();
  const pages: DescribeChangeSetOutput[] = [];
  do {
    const NextToken = pages.at(-1)?.NextToken;
    const question = new DescribeChangeSetCommand({ StackName, ChangeSetName, NextToken });
    pages.push(await ask(`describe the change set ${ChangeSetName} of ${StackName}`, () => stacks.send(question)));
  } while (pages.at(-1)?.NextToken !== undefined && pages.length < PAGES_MAX);
  const [first, last] = [pages[0], pages.at(-1)];
  return {
    StackName,
    ...(first?.Status && { Status: first.Status }),
    ...(first?.StatusReason && { StatusReason: first.StatusReason }),
    ...(last?.NextToken && { NextToken: last.NextToken }),
    ...(pages.some(({ Changes }) => Changes !== undefined) && { Changes: pages.flatMap(changesOf) }),
  };
}

function changesOf({ Changes = [] }: DescribeChangeSetOutput): { ResourceChange?: ResourceChange }[] {
  return Changes.map(({ ResourceChange: change }) => {
    if (change === undefined) return {};
    const { Action = 'Dynamic', LogicalResourceId = '', ResourceType = '', Replacement } = change;
    return { ResourceChange: { Action, LogicalResourceId, ResourceType, ...(Replacement && { Replacement }) } };
  });
}
