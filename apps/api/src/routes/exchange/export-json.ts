import { exportJson } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const exportJsonRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/export.json',
  operationId: 'exportJson',
  summary: 'The group as JSON',
  tag: 'exchange',
  access: { group: 'see' },
  rate: 'bulk',
  answerType: 'application/json',
  schemas: { params: GroupParams },
  handle: async ({ services, context, params }) => {
    const { fileName, text } = await exportJson(services, context, params.groupId);
    return { raw: { bytes: text, type: 'application/json; charset=utf-8', fileName } };
  },
});
