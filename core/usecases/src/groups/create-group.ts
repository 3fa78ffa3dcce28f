import { hash } from 'node:crypto';
import { assertTimeZone, exponentOf } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { GROUP_MEMBERS_MAX, type Group, groups } from './group.ts';
import { groupPartition } from './rights.ts';

export interface CreateGroupInput {
  readonly name: string;
  /** The creator's name in this group. */
  readonly myName: string;
  readonly currency: string;
  readonly timeZone: string;
  /** Names of people who share and have no account yet. */
  readonly memberNames?: readonly string[];
}

/** The creator becomes the primary payer. Errors: `invalid_input`, `unknown_currency`, `idempotency_key_reused`. */
export async function createGroup(
  services: Services,
  context: RequestContext,
  input: CreateGroupInput,
): Promise<Group> {
  const id = groupIdFor(services, context);
  const request = { partition: groupPartition(id), verb: 'groups/create-group', input };
  return runCommand(services, context, request, async (_reader, at) => {
    const group = newGroup(services, context, id, input, at);
    return { writes: [put(groups, group)], answer: group };
  });
}

/** A group is its own partition, so a repeated key must lead to the same id for the first answer to be found there. */
function groupIdFor(services: Services, context: RequestContext): string {
  if (context.idempotencyKey === undefined) return services.newId();
  const digest = hash('sha256', `${context.userId}\n${context.idempotencyKey}`, 'hex');
  // UUID version 8 (RFC 9562): custom contents.
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

function newGroup(services: Services, context: RequestContext, id: string, input: CreateGroupInput, at: number): Group {
  exponentOf(input.currency);
  assertTimeZone(input.timeZone);
  const names = (input.memberNames ?? []).slice(0, GROUP_MEMBERS_MAX - 1);
  const person = (name: string) => ({ id: services.newId(), name, weight: 1, joinedAt: at, leftAt: null, version: 1 });
  return {
    id,
    version: 1,
    name: input.name,
    currency: input.currency,
    timeZone: input.timeZone,
    createdAt: at,
    isArchived: false,
    members: [
      { ...person(input.myName), role: 'primary', userId: context.userId },
      ...names.map((name) => ({ ...person(name), role: 'participant' as const, userId: null })),
    ],
  };
}
