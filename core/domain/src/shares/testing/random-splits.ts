import type { Split } from '../split.ts';

/** Integers from `from` to `through`, as a seeded stream hands them out. */
export type Draw = (from: number, through: number) => number;

/** xorshift32: quick enough for a million cases; the same seed gives the same cases. */
export function createDraw(seed: number): Draw {
  let state = seed | 0 || 1;
  return (from, through) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return from + ((state >>> 0) % (through - from + 1));
  };
}

const METHODS: readonly Split['method'][] = [
  'equal',
  'weight',
  'percentage',
  'exact',
  'adjustment',
  'itemised',
  'person-days',
  'meter',
];

/** A random valid split of a random total (refunds included), with one to `membersMax` members. */
export function randomSplit(draw: Draw, membersMax: number): { readonly totalMinor: bigint; readonly split: Split } {
  const count = draw(1, membersMax);
  const members = Array.from({ length: count }, (_, index) => `m${index}`);
  const sign = draw(0, 4) === 0 ? -1 : 1;
  const totalMinor = sign * draw(1, draw(0, 1) === 0 ? 100 : 1_000_000_000);
  const method = METHODS[draw(0, METHODS.length - 1)] ?? 'equal';
  return methodSplit(draw, method, members, totalMinor);
}

function methodSplit(
  draw: Draw,
  method: Split['method'],
  members: readonly string[],
  total: number,
): { readonly totalMinor: bigint; readonly split: Split } {
  const some = (most: number) =>
    members.map((memberId, index) => ({ memberId, value: index === 0 ? draw(1, most) : draw(0, most) }));
  const made = (split: Split, totalMinor = total) => ({ totalMinor: BigInt(totalMinor), split });
  switch (method) {
    case 'equal':
      return made({ method, participants: members });
    case 'weight':
      return made({ method, weights: some(1000).map(({ memberId, value }) => ({ memberId, weight: value })) });
    case 'percentage':
      return made({
        method,
        percentages: parts(draw, members, 1_000_000).map(({ memberId, part }) => ({
          memberId,
          percent: (part / 10_000).toFixed(4),
        })),
      });
    case 'exact':
      return made({
        method,
        amounts: parts(draw, members, total).map(({ memberId, part }) => ({ memberId, amountMinor: part })),
      });
    case 'adjustment': {
      const adjustments = members
        .filter(() => draw(0, 2) === 0)
        .map((memberId) => ({ memberId, amountMinor: draw(-500, 500) }));
      return made({ method, participants: members, adjustments });
    }
    case 'itemised':
      return itemised(draw, some);
    case 'person-days':
      return made({ method, days: some(31).map(({ memberId, value }) => ({ memberId, days: value })) });
    case 'meter':
      return made({
        method,
        consumptions: some(500_000).map(({ memberId, value }) => ({ memberId, milli: value })),
        fixedMinor: draw(0, 1) === 0 ? 0 : draw(0, 900),
      });
  }
}

function itemised(draw: Draw, some: (most: number) => readonly { memberId: string; value: number }[]) {
  const items = Array.from({ length: draw(1, 5) }, (_, index) => ({
    label: `item ${index}`,
    amountMinor: draw(1, 50_000),
    weights: some(5).map(({ memberId, value }) => ({ memberId, weight: value })),
  }));
  const [taxMinor, tipMinor, discountMinor] = [draw(0, 5_000), draw(0, 2_000), draw(0, 100)];
  const total = items.reduce((sum, { amountMinor }) => sum + amountMinor, taxMinor + tipMinor - discountMinor);
  return {
    totalMinor: BigInt(total),
    split: { method: 'itemised' as const, items, taxMinor, tipMinor, discountMinor },
  };
}

/** `total` cut into one part for each member, some of them 0. */
function parts(
  draw: Draw,
  members: readonly string[],
  total: number,
): readonly { readonly memberId: string; readonly part: number }[] {
  let rest = total;
  return members.map((memberId, index) => {
    const part = index === members.length - 1 ? rest : total < 0 ? -draw(0, -rest) : draw(0, rest);
    rest -= part;
    return { memberId, part: part === 0 ? 0 : part };
  });
}
