import type { StackDifference } from './estate-desk.ts';

type Resource = StackDifference['resources'][number];

/** From the most dangerous to the least. */
const MARKS: Readonly<Record<Resource['change'], string>> = {
  replaced: '!',
  removed: '-',
  'kept but let go': '-',
  'perhaps replaced': '?',
  changed: '~',
  added: '+',
};
const ranks = Object.keys(MARKS);

/** A stack and what happens to it, the dangerous first. */
export function differenceLines(difference: StackDifference): readonly string[] {
  const { stack, resources, others } = difference;
  const dangerousFirst = resources.toSorted((one, other) => ranks.indexOf(one.change) - ranks.indexOf(other.change));
  return [
    stack,
    ...broadened(difference).map((sentence) => `  ▲ ${sentence}`),
    ...dangerousFirst.map(lineOf),
    ...others.map((name) => `  ~ ${name}`),
  ];
}

/** Resources that are made anew, surely or perhaps, or removed. */
export function replaced({ resources }: StackDifference): readonly Resource[] {
  return resources.filter(({ change }) => change !== 'added' && change !== 'changed');
}

/** Rights and ways in or out that are there afterwards and were not before. */
export function broadened({ broaderRights, broaderNetwork }: StackDifference): readonly string[] {
  return [...broaderRights, ...broaderNetwork];
}

export function countsOf(differences: readonly StackDifference[]): string {
  const resources = differences.flatMap((it) => it.resources);
  const count = (...changes: readonly Resource['change'][]) =>
    resources.filter(({ change }) => changes.includes(change)).length;
  if (differences.length === 0) return 'Nothing differs';
  const opened = differences.flatMap(broadened).length;
  return [
    `${count('added')} added`,
    `${count('removed', 'kept but let go')} removed`,
    `${count('replaced', 'perhaps replaced')} replaced`,
    `${count('changed')} changed`,
    `${opened} broadened`,
  ].join(', ');
}

function lineOf({ id, type, change, properties }: Resource): string {
  const named = properties.length === 0 ? '' : `: ${properties.join(', ')}`;
  return `  ${MARKS[change]} ${change.padEnd(16)} ${type} ${id}${named}`;
}
