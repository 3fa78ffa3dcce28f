import { defineCollection } from '../store/collection.ts';

/** What a member may do: see `rights.ts`. */
export type Role = 'primary' | 'participant' | 'reader' | 'viewer';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** null: someone who is named in bills and has no account (yet). */
  readonly userId: string | null;
  /** The usual weight for new bills; bills keep the one they were split by. */
  readonly weight: number;
  readonly joinedAt: number;
  /** Set when the member left or was removed; the past stays. */
  readonly leftAt: number | null;
  readonly version: number;
}

/** A group and its members, one document: who may do what is known with one read. */
export interface Group {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly createdAt: number;
  readonly isArchived: boolean;
  readonly members: readonly Member[];
}

export const GROUP_MEMBERS_MAX = 200;

export const groups = defineCollection<Group>('groups', {
  globalKeys: (group) =>
    group.members
      .filter((member) => member.userId !== null && member.leftAt === null)
      .map((member) => ['byUser', `${member.userId}|${group.id}`] as const),
});
