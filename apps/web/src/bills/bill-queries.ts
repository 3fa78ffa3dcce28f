import type {
  ActivityListWire,
  AttachmentListWire,
  BillPageWire,
  BillWire,
  CommentPageWire,
  WireOf,
} from '@shared-payments/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type Bill = WireOf<typeof BillWire>;
export type BillShare = Bill['shares'][number];
export type BillHistory = WireOf<typeof ActivityListWire>['activities'];
export type BillComment = WireOf<typeof CommentPageWire>['comments'][number];
export type Attachment = WireOf<typeof AttachmentListWire>['attachments'][number];

/** What narrows the list; each stands in the address, so that a filtered list can be kept and sent. */
export interface BillFilter {
  readonly search?: string;
  readonly memberId?: string;
  readonly category?: string;
  readonly state?: Bill['state'];
  readonly from?: string;
  readonly through?: string;
}

const BILLS_EACH = 100;

export const billsQuery = (groupId: string, filter: BillFilter) =>
  infiniteQueryOptions({
    queryKey: [...groupKey(groupId), 'bills', filter],
    queryFn: ({ pageParam, signal }) => {
      const path = withQuery(apiPath`/v1/groups/${groupId}/bills`, { ...filter, cursor: pageParam, limit: BILLS_EACH });
      return readAnswer<WireOf<typeof BillPageWire>>(path, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    // Pages stay what they were when one more comes: comparing thousands of bills for that would be felt.
    structuralSharing: false,
  });

export const billKey = (groupId: string, billId: string) => [...groupKey(groupId), 'bill', billId] as const;

export const billQuery = (groupId: string, billId: string) =>
  queryOptions({
    queryKey: [...billKey(groupId, billId), 'facts'],
    queryFn: ({ signal }) => readAnswer<Bill>(apiPath`/v1/groups/${groupId}/bills/${billId}`, signal),
  });

export const billHistoryQuery = (groupId: string, billId: string) =>
  queryOptions({
    queryKey: [...billKey(groupId, billId), 'history'],
    queryFn: async ({ signal }): Promise<BillHistory> => {
      const path = apiPath`/v1/groups/${groupId}/bills/${billId}/history`;
      return (await readAnswer<WireOf<typeof ActivityListWire>>(path, signal)).activities;
    },
  });

export const commentsQuery = (groupId: string, billId: string) =>
  infiniteQueryOptions({
    queryKey: [...billKey(groupId, billId), 'comments'],
    queryFn: ({ pageParam, signal }) => {
      const path = withQuery(apiPath`/v1/groups/${groupId}/bills/${billId}/comments`, { cursor: pageParam });
      return readAnswer<WireOf<typeof CommentPageWire>>(path, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const attachmentsQuery = (groupId: string, billId: string) =>
  queryOptions({
    queryKey: [...billKey(groupId, billId), 'attachments'],
    queryFn: async ({ signal }): Promise<readonly Attachment[]> => {
      const path = apiPath`/v1/groups/${groupId}/bills/${billId}/attachments`;
      return (await readAnswer<WireOf<typeof AttachmentListWire>>(path, signal)).attachments;
    },
  });
