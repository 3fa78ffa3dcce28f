import type { CloseMonthBody, ClosingWire, WireOf } from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

export const closeMonth =
  (groupId: string) =>
  (body: WireOf<typeof CloseMonthBody>): WriteRequest<WireOf<typeof ClosingWire>> => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/closings`,
    body,
  });
