import type {
  AttachmentWire,
  BillWire,
  CommentWire,
  CreateBillBody,
  OpenDisputeBody,
  WireOf,
} from '@shared-payments/contract';
import { apiPath, type WriteRequest, withQuery } from '../api/request.ts';
import type { BillBody } from './editor/read-draft.ts';

type BillRequest = WriteRequest<WireOf<typeof BillWire>>;

export const createBill =
  (groupId: string) =>
  (body: WireOf<typeof CreateBillBody>): BillRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/bills`,
    body,
  });

export const updateBill =
  (groupId: string, billId: string, ifVersion: number) =>
  (body: BillBody): BillRequest => ({
    method: 'PUT',
    path: apiPath`/v1/groups/${groupId}/bills/${billId}`,
    body,
    ifVersion,
  });

const step =
  (name: 'approve' | 'reverse') => (groupId: string, billId: string, ifVersion: number) => (): BillRequest => ({
    method: 'POST',
    path: `${apiPath`/v1/groups/${groupId}/bills/${billId}`}/${name}`,
    body: {},
    ifVersion,
  });

export const approveBill = step('approve');
export const reverseBill = step('reverse');

export const addComment =
  (groupId: string, billId: string) =>
  (text: string): WriteRequest<WireOf<typeof CommentWire>> => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/bills/${billId}/comments`,
    body: { text },
  });

export const addAttachment =
  (groupId: string, billId: string) =>
  (file: File): WriteRequest<WireOf<typeof AttachmentWire>> => ({
    method: 'POST',
    path: withQuery(apiPath`/v1/groups/${groupId}/bills/${billId}/attachments`, { fileName: file.name }),
    body: file,
  });

export const removeAttachment =
  (groupId: string) =>
  (attachmentId: string): WriteRequest<undefined> => ({
    method: 'DELETE',
    path: apiPath`/v1/groups/${groupId}/attachments/${attachmentId}`,
  });

export const openDispute =
  (groupId: string, billId: string) =>
  (body: WireOf<typeof OpenDisputeBody>): BillRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/bills/${billId}/disputes`,
    body,
  });

export const resolveDispute =
  (groupId: string, billId: string, disputeId: string, ifVersion: number) =>
  (body: { readonly state: 'accepted' | 'rejected'; readonly resolution: string }): BillRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/bills/${billId}/disputes/${disputeId}/resolve`,
    body,
    ifVersion,
  });
