import { exportBundle } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const exportBundleRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/bundle',
  operationId: 'exportBundle',
  summary: 'Everything of the group in one file, to restore it elsewhere',
  tag: 'exchange',
  access: { group: 'run' },
  rate: 'bulk',
  answerType: 'application/json',
  schemas: { params: GroupParams },
  handle: async ({ services, context, params }) => {
    const { fileName, text } = await exportBundle(services, context, params.groupId);
    return { raw: { bytes: text, type: 'application/json; charset=utf-8', fileName } };
  },
});
