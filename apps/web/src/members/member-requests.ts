import type {
  AddMemberBody,
  GroupWire,
  MemberWire,
  RemoveMemberBody,
  UpdateGroupBody,
  UpdateMemberBody,
  WireOf,
} from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

type MemberRequest = WriteRequest<WireOf<typeof MemberWire>>;

export const addMember =
  (groupId: string) =>
  (body: WireOf<typeof AddMemberBody>): MemberRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/members`,
    body,
  });

export const updateMember =
  (groupId: string, memberId: string, ifVersion: number) =>
  (body: WireOf<typeof UpdateMemberBody>): MemberRequest => ({
    method: 'PATCH',
    path: apiPath`/v1/groups/${groupId}/members/${memberId}`,
    body,
    ifVersion,
  });

export const removeMember =
  (groupId: string, memberId: string, ifVersion: number) =>
  (body: WireOf<typeof RemoveMemberBody>): MemberRequest => ({
    method: 'DELETE',
    path: apiPath`/v1/groups/${groupId}/members/${memberId}`,
    body,
    ifVersion,
  });

export const updateGroup =
  (groupId: string, ifVersion: number) =>
  (body: WireOf<typeof UpdateGroupBody>): WriteRequest<GroupWire> => ({
    method: 'PATCH',
    path: apiPath`/v1/groups/${groupId}`,
    body,
    ifVersion,
  });
