import {
  AppError,
  type ImportedGroup,
  type ImportFormat,
  type ImportProof,
  parseImport,
  proveImport,
} from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { type Group, groups, type Member } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { withMember } from '../members/add-member.ts';
import { memberOf } from '../members/update-member.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { importItems } from './import-items.ts';

export interface ImportFileInput {
  readonly text: string;
  readonly fileName?: string;
  readonly format?: ImportFormat;
  /** For files that name no currency. */
  readonly currency?: string;
  /** Which member of ours a member of the file is, by the file's key; others are matched by name or added. */
  readonly members?: Readonly<Record<string, string>>;
  /** Only read and prove: nothing is written. */
  readonly isDryRun?: boolean;
}

export interface ImportReport {
  readonly format: ImportFormat;
  readonly isDryRun: boolean;
  readonly proof: ImportProof;
  /** The file's members and who they are here; null in a dry run for those who would be added. */
  readonly members: readonly { readonly key: string; readonly name: string; readonly memberId: string | null }[];
  readonly importedCount: number;
  /** Items that were here already: importing twice changes nothing. */
  readonly knownCount: number;
}

/**
 * Reads a file of another program into the group. What does not add up to the file's own balances is refused whole.
 * Written in pieces, each item once by its id: an import that was interrupted is finished by importing again.
 * Errors: `import_refused` with line and reason, `not_found`, `forbidden`.
 */
export async function importFile(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: ImportFileInput,
): Promise<ImportReport> {
  const { group } = await openGroup(services.store, context, groupId, 'run');
  const imported = parseImport(input.text, optionsOf(input, group), input.format);
  const proof = proveImport(imported);
  if (!proof.isProven) {
    const off = proof.rows.filter((row) => row.differenceMinor !== 0n).slice(0, 10);
    throw new AppError('import_refused', 'Our balances would not be those of the file, so nothing was imported.', {
      reason: 'balances_differ',
      differences: off.map(({ currency, memberName, differenceMinor }) => ({
        currency,
        memberName,
        differenceMinor: String(differenceMinor),
      })),
    });
  }
  if (input.isDryRun) {
    return {
      ...reportOf(imported, proof, matchMembers(group, imported, input)),
      isDryRun: true,
      importedCount: 0,
      knownCount: 0,
    };
  }
  const members = await addMissingMembers(services, context, groupId, imported, input);
  const counts = await importItems(
    services,
    context,
    groupId,
    imported.items,
    new Map(members.map(({ key, memberId }) => [key, memberId ?? ''])),
  );
  return { ...reportOf(imported, proof, members), isDryRun: false, ...counts };
}

type Matched = ImportReport['members'];

function optionsOf(input: ImportFileInput, group: Group) {
  return {
    ...(input.fileName === undefined ? {} : { fileName: input.fileName }),
    currency: input.currency ?? group.currency,
  };
}

function reportOf(imported: ImportedGroup, proof: ImportProof, members: Matched) {
  return { format: imported.format, proof, members };
}

function matchMembers(group: Group, imported: ImportedGroup, input: ImportFileInput): Matched {
  const taken = new Set<string>();
  return imported.members.map(({ key, name }) => {
    const chosen = input.members?.[key];
    const memberId =
      chosen === undefined
        ? (group.members.find((member) => !taken.has(member.id) && sameName(member.name, name))?.id ?? null)
        : memberOf(group, chosen).id;
    if (memberId !== null) taken.add(memberId);
    return { key, name, memberId };
  });
}

async function addMissingMembers(
  services: Services,
  context: RequestContext,
  groupId: string,
  imported: ImportedGroup,
  input: ImportFileInput,
): Promise<Matched> {
  const { idempotencyKey: _ofTheWholeImport, ...once } = context;
  const request = { partition: groupPartition(groupId), verb: 'exchange/add-missing-members', input: null };
  return runCommand(services, once, request, async (reader, at) => {
    let { group } = await openGroup(reader, context, groupId, 'run');
    const before = group;
    const matched = matchMembers(group, imported, input).map(({ key, name, memberId }) => {
      if (memberId !== null) return { key, name, memberId };
      const isActive = imported.members.find((member) => member.key === key)?.isActive ?? true;
      const added = newMember(services, freeName(group, name), at, isActive);
      group = { ...withMember(group, added), version: before.version };
      return { key, name, memberId: added.id };
    });
    const writes = group === before ? [] : [put(groups, { ...group, version: before.version + 1 })];
    return { writes, answer: matched };
  });
}

function newMember(services: Services, name: string, at: number, isActive: boolean): Member {
  const leftAt = isActive ? null : at;
  return { id: services.newId(), name, role: 'participant', userId: null, weight: 1, joinedAt: at, leftAt, version: 1 };
}

const NAME_MAX = 80;

/** Two people of one name in a file stay two people here. */
function freeName(group: Group, name: string): string {
  const base = name.trim().slice(0, NAME_MAX - 5) || 'Member';
  const isFree = (candidate: string) => !group.members.some((member) => sameName(member.name, candidate));
  if (isFree(base)) return base;
  for (let number = 2; ; number += 1) if (isFree(`${base} ${number}`)) return `${base} ${number}`;
}

function sameName(a: string, b: string): boolean {
  return a.trim().normalize('NFC').toLowerCase() === b.trim().normalize('NFC').toLowerCase();
}
