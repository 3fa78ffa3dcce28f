import type { StatementWire, WireOf } from '@shared-payments/contract';
import { queryOptions } from '@tanstack/react-query';
import { apiPath } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type Statement = WireOf<typeof StatementWire>;
export type StatementPart = Statement['currencies'][number];

/** `month` is YYYY-MM. */
export const statementQuery = (groupId: string, memberId: string, month: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'statement', memberId, month],
    queryFn: ({ signal }) =>
      readAnswer<Statement>(apiPath`/v1/groups/${groupId}/members/${memberId}/statements/${month}`, signal),
  });
