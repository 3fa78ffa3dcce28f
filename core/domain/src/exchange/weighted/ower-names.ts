import { assertMemberCount } from '../reading/member-columns.ts';
import { refuseImport } from '../refuse-import.ts';
import type { WeightedMembers } from './weighted-bill.ts';

const MAX_COMMAS_IN_NAME = 4;

/**
 * 'Ana, Ben' as both programs write it, without escaping: where joining neighbours gives a known member ('Smith, John'),
 * the longest such name is meant. A name not seen before becomes a member of weight 1, as it does there.
 */
export function readOwers(text: string, members: WeightedMembers, line: number): readonly string[] {
  const tokens = text.split(',');
  assertMemberCount(Math.ceil(tokens.length / (MAX_COMMAS_IN_NAME + 1)), line);
  const keys: string[] = [];
  for (let start = 0; start < tokens.length; ) {
    const length = longestKnown(tokens, start, members);
    const name = tokens.slice(start, start + length).join(',');
    if (name.trim() === '') refuseImport('member_name_missing', 'The list of who shares the bill has a gap.', line);
    keys.push(members.add(name, undefined, true, line));
    start += length;
  }
  return keys;
}

function longestKnown(tokens: readonly string[], start: number, members: WeightedMembers): number {
  const longest = Math.min(tokens.length - start, MAX_COMMAS_IN_NAME + 1);
  for (let length = longest; length > 1; length -= 1) {
    if (members.has(tokens.slice(start, start + length).join(','))) return length;
  }
  return 1;
}
