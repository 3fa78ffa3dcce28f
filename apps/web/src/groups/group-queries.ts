import type {
  GroupPageWire,
  GroupWire,
  InvitationPreviewWire,
  MemberWire,
  OverviewWire,
  WireOf,
} from '@shared-payments/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';

export type Group = GroupWire;
export type Member = WireOf<typeof MemberWire>;
export type Overview = WireOf<typeof OverviewWire>;
export type InvitationPreview = WireOf<typeof InvitationPreviewWire>;

const GROUPS_EACH = 100;

export const groupsQuery = infiniteQueryOptions({
  queryKey: ['groups'],
  queryFn: ({ pageParam, signal }) =>
    readAnswer<WireOf<typeof GroupPageWire>>(
      withQuery('/v1/groups', { cursor: pageParam, limit: GROUPS_EACH }),
      signal,
    ),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.nextCursor ?? undefined,
});

/** Everything read of a group has a key that begins so: whatever is written into the group makes all of it old. */
export const groupKey = (groupId: string) => ['group', groupId] as const;

/** The group, who I am in it, and what its first page shows; every other screen of the group needs the first two. */
export const overviewQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'overview'],
    queryFn: ({ signal }) => readAnswer<Overview>(apiPath`/v1/groups/${groupId}/overview`, signal),
  });

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) => readAnswer<InvitationPreview>(apiPath`/v1/invitations/${token}`, signal),
  });
