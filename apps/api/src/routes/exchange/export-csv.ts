import { exportCsv } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const exportCsvRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/export.csv',
  operationId: 'exportCsv',
  summary: 'The group as a table that spreadsheets open safely',
  tag: 'exchange',
  access: { group: 'see' },
  rate: 'bulk',
  answerType: 'text/csv',
  schemas: { params: GroupParams },
  handle: async ({ services, context, params }) => {
    const { fileName, text } = await exportCsv(services, context, params.groupId);
    return { raw: { bytes: text, type: 'text/csv; charset=utf-8', fileName } };
  },
});
