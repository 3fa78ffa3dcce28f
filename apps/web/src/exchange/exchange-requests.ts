import type { GroupWire, ImportFileBody, ImportReportWire, WireOf } from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

export type ImportReport = WireOf<typeof ImportReportWire>;
export type ImportBody = WireOf<typeof ImportFileBody>;

export const importFile =
  (groupId: string) =>
  (body: ImportBody): WriteRequest<ImportReport> => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/import`,
    body,
  });

export const importBundle = (text: string): WriteRequest<GroupWire> => ({
  method: 'POST',
  path: '/v1/bundles',
  body: { text },
});
