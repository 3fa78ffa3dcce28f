import { join } from 'node:path';
import { type InProcessGroup, openInProcess } from '../in-process/in-process.ts';
import type { Figure, Measurement } from '../measurement.ts';
import { medianAndSpread } from '../statistics.ts';
import { makeLargeGroup } from './large-group.ts';

const ROUNDS = 41;
const AT_ONCE = 64;
// A block of bills around the 100th: 69 to 132.
const BEFORE = 68;
const BLOCK_BILLS = 64;
const WARM_UP_BILLS = 2_000;

interface Round {
  readonly smallMs: number;
  readonly largeMs: number;
}

/** What a bill costs after 100,000 of its group, beside one of a young group in a young database. */
export const billCost: Measurement = {
  name: 'bill-cost',
  title: 'What the 100,000th bill of a group costs, beside the 100th, through the use case on SQLite',
  async measure({ folder, progress }) {
    const large = await makeLargeGroup(folder, progress);
    const inLarge = openInProcess(large.databasePath);
    const inSmall = openInProcess(join(folder, 'small.db'));
    const largeGroup = inLarge.groupOf(large.flat.groupId, large.participants, large.flat.person.userId);
    await (await inSmall.createGroup()).createBills(WARM_UP_BILLS, AT_ONCE);
    progress(`${ROUNDS} rounds`);
    const together = await rounds(inSmall.createGroup, largeGroup, AT_ONCE);
    const alone = await rounds(inSmall.createGroup, largeGroup, 1);
    await inLarge.store.close();
    await inSmall.store.close();
    return figuresOf(together, alone);
  },
};

async function rounds(
  createGroup: () => Promise<InProcessGroup>,
  largeGroup: InProcessGroup,
  atOnce: number,
): Promise<readonly Round[]> {
  const measured: Round[] = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    const small = await createGroup();
    await small.createBills(BEFORE, atOnce);
    if (index % 2 === 0) {
      const smallMs = await small.createBills(BLOCK_BILLS, atOnce);
      measured.push({ smallMs, largeMs: await largeGroup.createBills(BLOCK_BILLS, atOnce) });
    } else {
      const largeMs = await largeGroup.createBills(BLOCK_BILLS, atOnce);
      measured.push({ smallMs: await small.createBills(BLOCK_BILLS, atOnce), largeMs });
    }
  }
  return measured;
}

function figuresOf(together: readonly Round[], alone: readonly Round[]): readonly Figure[] {
  return [...linesOf(together, `${AT_ONCE} at once`), ...linesOf(alone, 'one at a time, each with its own fsync')];
}

function linesOf(measured: readonly Round[], how: string): readonly Figure[] {
  const eachMs = (value: (round: Round) => number) =>
    medianAndSpread(measured.map((round) => value(round) / BLOCK_BILLS));
  return [
    {
      what: `the 100,000th, as a multiple of the 100th, ${how}`,
      // The median of each side: blocks that met a checkpoint or a neighbour on the machine weigh on neither.
      value: eachMs(({ largeMs }) => largeMs).value / eachMs(({ smallMs }) => smallMs).value,
      unit: '',
      goal: { atMost: 1.2 },
      note: `${ROUNDS} alternating blocks of ${BLOCK_BILLS} bills`,
    },
    { what: `the 100th, ${how}`, ...eachMs(({ smallMs }) => smallMs), unit: 'ms each' },
    { what: `the 100,000th, ${how}`, ...eachMs(({ largeMs }) => largeMs), unit: 'ms each' },
  ];
}
