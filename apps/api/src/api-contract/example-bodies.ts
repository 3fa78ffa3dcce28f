import { LANGUAGES, NOTICE_KINDS } from '@shared-payments/domain';
import { startApi } from '../testing/api-under-test.ts';
import { jsonBody, type Operation } from './api-operations.ts';
import { exampleBill, examplePayment, exampleRecurringBill } from './example-bills.ts';
import { exampleCharge, exampleMeter, exampleReading, exampleReplacement, exampleTariff } from './example-meters.ts';
import { exampleRules, exampleStart } from './example-payments.ts';
import { examplePushSubscription } from './example-push.ts';
import type { Vocabulary } from './example-texts.ts';
import { freshMonth, freshName, PASSWORD, type RoleName } from './people.ts';
import type { Random } from './seeded-random.ts';
import { validValue } from './valid-values.ts';
import { addGroup, personIn, succeed, type World } from './world.ts';

export interface ExampleNeeds {
  readonly world: World;
  readonly asker: RoleName;
  readonly params: Readonly<Record<string, string>>;
  readonly random: Random;
}

const SPLITWISE_FILE = [
  'Date,Description,Category,Cost,Currency,Ana,Marko',
  '',
  '2026-01-01,Rent,General,100.00,EUR,50.00,-50.00',
  '',
  '2026-02-01,Total balance, , ,EUR,50.00,-50.00',
].join('\n');

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
  // Into another group: who is outside the world's group has to stay outside.
  acceptInvitation: async ({ world }) => ({
    token: await invitationToken(await addGroup(world, world.runner)),
    name: freshName('Joined'),
  }),
  createBill: (needs) => exampleBill(needs),
  updateBill: (needs) => exampleBill(needs),
  previewBill: (needs) => exampleBill(needs),
  approveBill: () => ({}),
  reverseBill: () => ({}),
  openDispute: () => ({ reason: 'I was not there' }),
  resolveDispute: () => ({ state: 'rejected', resolution: 'It is as it is' }),
  addAttachment: () => '%PDF-1.4 the smallest there is',
  recordPayment: (needs) => examplePayment(needs),
  startPayment: (needs) => exampleStart(needs),
  setPaymentRules: (needs) => exampleRules(needs),
  setBankAccount: () => ({ holder: 'Ana', iban: 'DE89 3704 0044 0532 0130 00', bic: 'COBADEFFXXX' }),
  takeGatewayEvent: () => '{"id":"evt_1","reference":"unsigned"}',
  createWebhook: () => ({ url: 'https://example.org/hook' }),
  setReminderRules: () => ({ daysFromDue: [-3, 0, 7], quietHours: { from: '22:00', until: '07:30' } }),
  setNotificationPreferences: ({ random }) => ({
    preferences: [{ kind: random.pick(NOTICE_KINDS), email: random.isChance(0.5), push: true }],
  }),
  unsubscribe: () => 'List-Unsubscribe=One-Click',
  setUserSettings: ({ random }) => ({ language: random.pick(LANGUAGES) }),
  subscribeToPush: () => examplePushSubscription(),
  approvePayment: () => ({}),
  cancelPayment: () => ({}),
  confirmPayment: () => ({}),
  refundPayment: () => ({ amountMinor: 1 }),
  reversePayment: () => ({}),
  createRecurringBill: (needs) => exampleRecurringBill(needs),
  createMeter: (needs) => exampleMeter(needs),
  updateMeter: () => ({ name: freshName('Renamed') }),
  replaceMeter: (needs) => exampleReplacement(needs),
  retireMeter: () => ({ on: '2025-12-31' }),
  setTariff: (needs) => exampleTariff(needs),
  addReading: (needs) => exampleReading(needs),
  correctReading: (needs) => exampleReading(needs),
  reviewReading: () => ({}),
  chargeMeters: (needs) => exampleCharge(needs),
  closeMonth: () => ({ month: freshMonth() }),
  correctCharges: () => ({ isDryRun: true }),
  importFile: () => ({ text: SPLITWISE_FILE }),
  importBundle: async () => ({ text: await bundleOfAnotherServer() }),
  changeRecurringBill: () => ({ kind: 'skip', date: '2027-01-31' }),
};

/** Query strings that an operation refuses to go without, by operationId. */
export const EXAMPLE_QUERIES: Readonly<Record<string, string>> = {
  listOpenShares: '?to=somebody',
  addAttachment: '?fileName=receipt.pdf',
  verifyDocument: `?sha256=${'0'.repeat(64)}`,
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

const BUNDLES = 40;
let bundles: Promise<readonly string[]> | undefined;
let bundlesGiven = 0;

/** A group can be restored only where it is not: its bundle has to come from elsewhere. */
async function bundleOfAnotherServer(): Promise<string> {
  bundles ??= bundlesOfAnotherServer();
  bundlesGiven += 1;
  return (await bundles)[bundlesGiven % BUNDLES] ?? '';
}

async function bundlesOfAnotherServer(): Promise<readonly string[]> {
  const elsewhere = await startApi();
  const texts: string[] = [];
  while (texts.length < BUNDLES) {
    const body = { name: freshName('Restored'), myName: 'Ana', currency: 'EUR', timeZone: 'UTC' };
    const { body: group } = await elsewhere.ask('ana', 'POST', '/v1/groups', body);
    texts.push((await elsewhere.ask('ana', 'GET', `/v1/groups/${group.id}/bundle`)).text);
  }
  await elsewhere.close();
  return texts;
}
