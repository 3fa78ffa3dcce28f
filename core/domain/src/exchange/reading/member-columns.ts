import { MAX_IMPORT_MEMBERS, MAX_MEMBER_NAME_CHARACTERS } from '../import-limits.ts';
import type { ImportedMember, ImportWarning } from '../imported-group.ts';
import { refuseImport } from '../refuse-import.ts';
import { withoutFormulaGuard } from './import-fields.ts';

const REMOVED = /\s*\(removed\)\s*$/i;

/**
 * Members from the column headings of a file, in order. '(removed)' makes a member inactive; a repeated name becomes
 * 'Ana (2)'. Throws `import_refused`: members_missing, member_name_missing, too_many_members.
 */
export function readMemberColumns(
  headings: readonly string[],
  line: number,
  warnings: ImportWarning[],
): readonly ImportedMember[] {
  if (headings.length === 0) refuseImport('members_missing', 'The header has no column for a member.', line);
  assertMemberCount(headings.length, line);
  for (const heading of headings) assertMemberName(heading, line);
  const occurrences = new Map<string, number>();
  const names = new Set(headings.map((heading) => nameOf(heading)));
  return headings.map((heading) => {
    const name = nameOf(heading);
    assertMemberName(name, line);
    const occurrence = (occurrences.get(name) ?? 0) + 1;
    occurrences.set(name, occurrence);
    if (occurrence > 1) warnings.push({ code: 'member_name_repeated', line });
    return {
      key: memberKeyOf(name, occurrence),
      name: occurrence === 1 ? name : freeName(name, occurrence, names),
      isActive: !REMOVED.test(heading),
    };
  });
}

export function memberKeyOf(name: string, occurrence = 1): string {
  return occurrence === 1 ? `name:${name}` : `name:${name}#${occurrence}`;
}

/** Throws `import_refused` (member_name_missing, text_too_long). */
export function assertMemberName(name: string, line: number): void {
  if (name.trim() === '') refuseImport('member_name_missing', 'A member has no name.', line);
  if (name.length <= MAX_MEMBER_NAME_CHARACTERS) return;
  const message = `A name may have at most ${MAX_MEMBER_NAME_CHARACTERS} characters.`;
  refuseImport('text_too_long', message, line, { limit: MAX_MEMBER_NAME_CHARACTERS });
}

export function assertMemberCount(count: number, line?: number): void {
  if (count <= MAX_IMPORT_MEMBERS) return;
  const message = `A group may have at most ${MAX_IMPORT_MEMBERS} members.`;
  refuseImport('too_many_members', message, line, { limit: MAX_IMPORT_MEMBERS });
}

function nameOf(heading: string): string {
  return withoutFormulaGuard(heading.trim()).replace(REMOVED, '').trim().normalize('NFC');
}

function freeName(name: string, occurrence: number, taken: Set<string>): string {
  let suffix = occurrence;
  while (taken.has(`${name} (${suffix})`)) suffix += 1;
  const free = `${name} (${suffix})`;
  taken.add(free);
  return free;
}
