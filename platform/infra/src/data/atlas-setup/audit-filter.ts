import { type AtlasApi, AtlasError } from './atlas-api.ts';
import type { Resource } from './custom-resource.ts';

/** What the database writes into its audit log. CloudFormation's own resource switches auditing on, but takes no filter. */
export function auditFilter(atlas: AtlasApi): Resource {
  return {
    async put({ ProjectId = '', Filter = '', RecordsSuccesses }) {
      const wanted = { enabled: true, auditFilter: Filter, auditAuthorizationSuccess: RecordsSuccesses === 'true' };
      const made = await atlas.call('PATCH', `/groups/${ProjectId}/auditLog`, { body: wanted });
      const { enabled, auditFilter: filter } = made as { enabled?: boolean; auditFilter?: string };
      if (enabled !== true || filter !== Filter) throw new Error('Atlas took the audit filter, but does not keep it.');
      return { id: `${ProjectId}-audit` };
    },
    async remove({ ProjectId = '' }) {
      try {
        await atlas.call('PATCH', `/groups/${ProjectId}/auditLog`, { body: { enabled: false } });
      } catch (error) {
        if (!(error instanceof AtlasError && error.isGone)) throw error;
      }
    },
  };
}
