import type {
  AcceptInvitationBody,
  CreateGroupBody,
  CreateInvitationBody,
  GroupWire,
  InvitationWire,
  JoinedWire,
  WireOf,
} from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

export const createGroup = (body: CreateGroupBody): WriteRequest<GroupWire> => ({
  method: 'POST',
  path: '/v1/groups',
  body,
});

export const createInvitation =
  (groupId: string) =>
  (body: WireOf<typeof CreateInvitationBody>): WriteRequest<WireOf<typeof InvitationWire>> => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/invitations`,
    body,
  });

export const acceptInvitation = (
  body: WireOf<typeof AcceptInvitationBody>,
): WriteRequest<WireOf<typeof JoinedWire>> => ({ method: 'POST', path: '/v1/invitations/accept', body });
