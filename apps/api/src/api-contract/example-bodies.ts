import { jsonBody, type Operation } from './api-operations.ts';
import type { Vocabulary } from './example-texts.ts';
import { exampleBill, examplePayment } from './example-bills.ts';
import { freshName, PASSWORD, type RoleName } from './people.ts';
import type { Random } from './seeded-random.ts';
import { validValue } from './valid-values.ts';
import { personIn, succeed, type World } from './world.ts';

export interface ExampleNeeds {
  readonly world: World;
  readonly asker: RoleName;
  readonly params: Readonly<Record<string, string>>;
  readonly random: Random;
}

type Example = (needs: ExampleNeeds) => unknown;

/**
 * Bodies whose parts must fit each other or something that exists, by operationId; everything else is generated from its
 * schema. A test fails on one that no operation uses any more.
 */
export const EXAMPLE_BODIES: Readonly<Record<string, Example>> = {
  register: () => ({ name: 'Ana', email: `${freshName('new').replace(' ', '-')}@example.org`, password: PASSWORD }),
  signIn: ({ world, asker }) => ({ email: personIn(world, asker).email, password: PASSWORD }),
  changePassword: () => ({ currentPassword: PASSWORD, newPassword: PASSWORD }),
  requestPasswordReset: ({ world, asker }) => ({ email: personIn(world, asker).email }),
  enableSecondFactor: () => ({ password: PASSWORD }),
  disableSecondFactor: () => ({ password: PASSWORD }),
  replaceRecoveryCodes: () => ({ password: PASSWORD }),
  createGroup: () => ({ name: freshName('Flat'), myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' }),
  updateGroup: () => ({ name: freshName('Renamed') }),
  addMember: () => ({ name: freshName('Iva') }),
  updateMember: () => ({ name: freshName('Renamed') }),
  removeMember: () => ({}),
  createInvitation: () => ({ role: 'participant' }),
  acceptInvitation: async ({ world }) => ({ token: await invitationToken(world), name: freshName('Joined') }),
  createBill: (needs) => exampleBill(needs),
  updateBill: (needs) => exampleBill(needs),
  previewBill: (needs) => exampleBill(needs),
  approveBill: () => ({}),
  reverseBill: () => ({}),
  openDispute: () => ({ reason: 'I was not there' }),
  resolveDispute: () => ({ state: 'rejected', resolution: 'It is as it is' }),
  addAttachment: () => '%PDF-1.4 the smallest there is',
  recordPayment: (needs) => examplePayment(needs),
  reversePayment: () => ({}),
};

/** Query strings that an operation refuses to go without, by operationId. */
export const EXAMPLE_QUERIES: Readonly<Record<string, string>> = {
  addAttachment: '?fileName=receipt.pdf',
};

/** The body of a request that should go well; undefined for an operation without one. */
export async function exampleBody(operation: Operation, needs: ExampleNeeds): Promise<unknown> {
  if (!operation.body) return undefined;
  const example = EXAMPLE_BODIES[operation.id];
  if (example) return await example(needs);
  const schema = jsonBody(operation);
  if (!schema) throw new Error(`${operation.id} takes no JSON: add an example to example-bodies.ts.`);
  return validValue(schema, {
    random: needs.random,
    vocabulary: vocabularyOf(needs.world, needs.params),
    isBoundary: false,
  });
}

/** Real ids wherever a property's name tells what it wants. */
export function vocabularyOf(world: World, params: Readonly<Record<string, string>>): Vocabulary {
  const members = [...world.memberIdOf.values()];
  return (name) => {
    const given = params[name];
    if (given !== undefined) return [given];
    return ['memberId', 'participants', 'from', 'to', 'memberIds'].includes(name) ? members : [];
  };
}

export async function invitationToken(world: World): Promise<string> {
  const input = { params: { groupId: world.groupId }, body: { role: 'participant' } };
  return (await succeed(world, world.runner, 'createInvitation', input)).body.token;
}
