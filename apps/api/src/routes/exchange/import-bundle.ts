import { GroupWire, IMPORT_BYTES_MAX, ImportBundleBody } from '@shared-payments/contract';
import { importBundle } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { bundledProblem } from './bundled-shapes.ts';

export const importBundleRoute = defineRoute({
  method: 'POST',
  url: '/v1/bundles',
  operationId: 'importBundle',
  summary: 'Restore a group from its bundle',
  tag: 'exchange',
  access: 'signed-in',
  rate: 'bulk',
  status: 201,
  bodyLimitBytes: IMPORT_BYTES_MAX,
  schemas: { body: ImportBundleBody, answer: GroupWire },
  handle: async ({ services, context, body }) => {
    const group = await importBundle(services, context, body, bundledProblem);
    return { body: group, version: group.version };
  },
});
