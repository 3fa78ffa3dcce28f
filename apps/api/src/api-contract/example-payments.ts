import { examplePayment } from './example-bills.ts';
import type { ExampleNeeds } from './example-bodies.ts';
import type { RoleName } from './people.ts';
import type { Random } from './seeded-random.ts';
import { succeed, type World } from './world.ts';

interface PaymentMadeNeeds {
  readonly world: World;
  readonly operation: { readonly id: string };
  readonly owner: RoleName;
  readonly params: Readonly<Record<string, string>>;
  readonly random: Random;
}

/** A payment of whoever asks, to somebody without an account (or from there, for who has no place in the group). */
export function exampleStart({ world, asker, random }: Pick<ExampleNeeds, 'world' | 'asker' | 'random'>) {
  const nobody = idOf(world, 'nobody');
  const from = world.memberIdOf.get(asker) ?? nobody;
  return {
    from,
    to: from === nobody ? idOf(world, world.runner) : nobody,
    amountMinor: random.pick([1, 250, 99_999]),
    currency: random.pick(['EUR', 'JPY']),
    ...random.pick([
      { method: 'cash' },
      { method: 'bank', notes: 'Rent' },
      { method: 'card' },
      { method: 'card', instrument: 'sandbox_decline' },
    ]),
  };
}

export function exampleRules({ world, random }: Pick<ExampleNeeds, 'world' | 'random'>) {
  const memberIds = random.pick([null, [...world.memberIdOf.values()].slice(0, 1)]);
  const methods = random.pick([null, ['cash', 'bank']]);
  return {
    autoApprovals: [{ currency: 'EUR', amountMinorMax: 100, methods, memberIds }],
    graceDays: 3,
    openDays: 30,
  };
}

/** A payment in the state the operation is for, such that `owner` is the one who may without running the group. */
export function paymentMade({ world, operation, owner, params, random }: PaymentMadeNeeds): Promise<string> {
  const own = idOf(world, owner);
  const other = own === idOf(world, 'nobody') ? idOf(world, world.runner) : idOf(world, 'nobody');
  const start = (as: RoleName, from: string, to: string, method: string) =>
    made(world, as, 'startPayment', params, { from, to, amountMinor: 250, currency: 'EUR', method });
  const participant = world.memberIdOf.get('participant');
  switch (operation.id) {
    case 'approvePayment':
      if (participant === undefined) break;
      return start('participant', participant, other, 'cash');
    case 'cancelPayment':
      return start(owner, own, other, 'bank');
    case 'confirmPayment':
      return start(world.runner, other, own, 'cash');
    case 'refundPayment':
      return paidInCash(start(world.runner, own, other, 'cash'), world, params);
    case 'getBankTransfer':
      return withAccount(start(world.runner, own, other, 'bank'), world, { ...params, memberId: other });
  }
  return made(world, owner, 'recordPayment', params, examplePayment({ world, random }));
}

async function paidInCash(paymentId: Promise<string>, world: World, params: PaymentMadeNeeds['params']) {
  const id = await paymentId;
  const headers = { 'if-match': `"${world.versions.get(id)}"` };
  await succeed(world, world.runner, 'confirmPayment', { params: { ...params, paymentId: id }, headers, body: {} });
  return id;
}

async function withAccount(paymentId: Promise<string>, world: World, params: PaymentMadeNeeds['params']) {
  const id = await paymentId;
  const body = { holder: 'Marko', iban: 'DE89370400440532013000' };
  await succeed(world, world.runner, 'setBankAccount', { params, body });
  return id;
}

async function made(world: World, owner: RoleName, id: string, params: PaymentMadeNeeds['params'], body: unknown) {
  return String((await succeed(world, owner, id, { params, body })).body.id);
}

function idOf(world: World, role: RoleName): string {
  return world.memberIdOf.get(role) ?? '';
}
