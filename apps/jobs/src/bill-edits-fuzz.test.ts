import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import { AppError } from '@shared-payments/domain';
import { type Bill, type Mail, openDispute, QUIET_MS, type Texts } from '@shared-payments/usecases';
import { asking, type EditedFlat, FLATMATES, type Flatmate, openEditedFlat, type Rent } from './testing/edited-flat.ts';
import { type Chance, seededChance } from './testing/seeded-chance.ts';
import { Crash } from './testing/turnstile.ts';

const FIRST_SEED = Number(process.env.SEED ?? 1);
const SEEDS = process.env.SEED === undefined ? 60 : 1;
const STEPS = 30;
const DAY_MS = 86_400_000;
/** A refused mail is given up after two and a half days of attempts. */
const DAYS_UNTIL_QUIET = 5;

interface Known {
  share: number;
  paid: number;
}

/** Facts instead of sentences, so that a mail can be read back. */
const facts: Texts = {
  say: (_language, key, said = {}) => JSON.stringify({ key, said }),
  layOut: (_language, { paragraphs }) => ({ text: paragraphs.join('\n'), html: '' }),
};

it('everybody knows what is theirs in a bill that many edit, from mails that come once, whatever crashes or is refused', async (context) => {
  let [mails, edits, crashes] = [0, 0, 0];
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
    try {
      const life = await live(seededChance(seed));
      [mails, edits, crashes] = [mails + life.mails, edits + life.edits, crashes + life.crashes];
    } catch (error) {
      throw new Error(`SEED=${seed} replays this: ${(error as Error).message}`, { cause: error });
    }
  }
  context.diagnostic(`${SEEDS} seeds from ${FIRST_SEED}: ${edits} edits, ${mails} mails, ${crashes} crashes`);
  assert.ok(mails > SEEDS && mails < edits * FLATMATES.length);
});

async function live(chance: Chance) {
  const trouble = { isOn: true, crashes: 0 };
  const taken: Mail[] = [];
  const flat = await openEditedFlat({
    texts: facts,
    positions: crashingPositions(chance, trouble),
    mailer: {
      send: async (mail) => {
        if (trouble.isOn && chance.is(0.1)) throw new AppError('unavailable', 'No.', { isRefused: chance.is(0.5) });
        taken.push(mail);
      },
    },
  });
  let bill = await flat.write('ana', anyRent(chance));
  const steps: Step[] = [];
  const first = bill;
  for (let step = 0; step < STEPS && bill.state !== 'reversed'; step += 1) {
    const who = chance.pick(FLATMATES);
    const isDispute = chance.is(0.1);
    bill = await oneStep(flat, chance, who, bill, isDispute);
    steps.push({ who, isDispute, seq: await flat.services.store.head(`group:${flat.groupId}`), bill });
    flat.clock.now += Math.floor(QUIET_MS * chance.pick([0.1, 0.4, 0.7, 1.2, 3]));
    if (chance.is(0.7)) await runOnce(flat);
  }
  trouble.isOn = false;
  for (let day = 0; day < DAYS_UNTIL_QUIET; day += 1) {
    flat.clock.now += DAY_MS;
    await flat.outbox.run('mail');
  }
  const once = new Map(taken.map((mail) => [mail.id, mail]));
  assert.ok(taken.length - once.size <= trouble.crashes, 'only what a crash interrupted comes again');
  for (const name of FLATMATES) assertKnows(name, flat, { first, steps, last: bill }, [...once.values()]);
  return { mails: once.size, edits: steps.filter(({ isDispute }) => !isDispute).length, crashes: trouble.crashes };
}

function crashingPositions(chance: Chance, trouble: { isOn: boolean; crashes: number }) {
  const positions = createMemoryCoordination();
  return {
    ...positions,
    save: async (reader: string, position: string) => {
      if (trouble.isOn && chance.is(0.1)) {
        trouble.crashes += 1;
        throw new Crash();
      }
      await positions.save(reader, position);
    },
  };
}

/** A crash or a server that takes nothing ends a run; another comes. */
async function runOnce({ outbox }: EditedFlat): Promise<void> {
  try {
    await outbox.run('mail');
  } catch (error) {
    if (!(error instanceof Crash) && !(error instanceof AppError)) throw error;
  }
}

async function oneStep(flat: EditedFlat, chance: Chance, who: Flatmate, bill: Bill, isDispute: boolean): Promise<Bill> {
  if (isDispute) return openDispute(flat.services, asking(who), flat.groupId, bill.id, { reason: 'Why?' });
  if (chance.is(0.02)) return flat.takeBack(who, bill);
  return flat.edit(who, bill, anyRent(chance));
}

function anyRent(chance: Chance): Rent {
  const amounts = () => FLATMATES.map(() => chance.below(3) * 10);
  const shares = amounts();
  const total = shares.reduce((sum, share) => sum + share, 10);
  const paidByAna = chance.pick([0, total]);
  return {
    title: chance.pick(['Rent', 'Power']),
    paid: { ana: paidByAna, bo: total - paidByAna },
    shares: { ana: (shares[0] ?? 0) + 10, bo: shares[1] ?? 0, cy: shares[2] ?? 0 },
  };
}

interface Step {
  readonly who: Flatmate;
  readonly isDispute: boolean;
  readonly seq: number;
  readonly bill: Bill;
}

interface Life {
  readonly first: Bill;
  readonly steps: readonly Step[];
  readonly last: Bill;
}

/** Follows one flatmate through their own edits and their mails, in the log's order: each mail goes on from what they knew. */
function assertKnows(name: Flatmate, flat: EditedFlat, { first, steps, last }: Life, mails: readonly Mail[]): void {
  const id = flat.memberIds[name];
  const known = stakeOf(first, id);
  for (const { who, isDispute, seq, bill } of steps) {
    if (who === name && !isDispute) Object.assign(known, stakeOf(bill, id));
    const own = mails.filter((mail) => mail.id === `${flat.groupId}-${seq}-${bill.id}-${name}`);
    for (const { text } of own) learn(known, text, name);
  }
  assert.deepEqual(known, stakeOf(last, id), `${name} knows what is theirs`);
}

function learn(known: Known, text: string, name: Flatmate): void {
  for (const line of text.split('\n')) {
    const { key, said } = JSON.parse(line) as {
      key: string;
      said: Record<'before' | 'after', { amountMinor: number }>;
    };
    const part = key === 'share-changed' ? 'share' : key === 'paid-changed' ? 'paid' : undefined;
    if (!part) continue;
    assert.equal(said.before.amountMinor, known[part], `${name} is told a ${part} that goes on from what they knew`);
    known[part] = said.after.amountMinor;
  }
}

function stakeOf({ state, shares, payers }: Bill, id: string): Known {
  const of = (amounts: readonly { readonly memberId: string; readonly amountMinor: number }[]) =>
    state === 'reversed' ? 0 : (amounts.find(({ memberId }) => memberId === id)?.amountMinor ?? 0);
  return { share: of(shares), paid: of(payers) };
}
