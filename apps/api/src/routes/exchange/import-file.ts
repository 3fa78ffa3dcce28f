import { IMPORT_BYTES_MAX, ImportFileBody, ImportReportWire } from '@shared-payments/contract';
import { importFile } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';
import { reportWire } from './report-wire.ts';

export const importFileRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/import',
  operationId: 'importFile',
  summary: 'Import a file of another program, with a proof',
  tag: 'exchange',
  access: { group: 'run' },
  rate: 'bulk',
  bodyLimitBytes: IMPORT_BYTES_MAX,
  schemas: { params: GroupParams, body: ImportFileBody, answer: ImportReportWire },
  handle: async ({ services, context, params, body }) => ({
    body: reportWire(await importFile(services, context, params.groupId, body)),
  }),
});
