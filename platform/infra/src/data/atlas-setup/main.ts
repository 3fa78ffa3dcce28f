import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { accessGrant, accessRole } from './access-role.ts';
import { type AtlasApi, createAtlasApi } from './atlas-api.ts';
import { auditFilter } from './audit-filter.ts';
import { backupCopies } from './backup-copies.ts';
import { type ResourceEvent, serveResource } from './custom-resource.ts';

const TELL_TIMEOUT_MS = 2_000;
const url = process.env.ATLAS_URL ?? '';
const SecretId = process.env.ATLAS_SECRET ?? '';

const secrets = new SecretsManagerClient({});

/** Read when it is needed: a creation that fails for want of the secret must still be answered. */
const atlas: AtlasApi = {
  async call(...asked) {
    const { SecretString: secret = '' } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    return createAtlasApi({ url, secret }).call(...asked);
  },
};

const resources = {
  'Custom::AtlasAuditFilter': auditFilter(atlas),
  'Custom::AtlasAccessRole': accessRole(atlas),
  'Custom::AtlasAccessGrant': accessGrant(atlas),
  'Custom::AtlasBackupCopies': backupCopies(atlas),
};

export const handler = (event: ResourceEvent, context: { getRemainingTimeInMillis(): number }) =>
  serveResource(event, {
    resources,
    tell,
    remainingMs: context.getRemainingTimeInMillis(),
    log: (line) => console.log(JSON.stringify(line)),
  });

async function tell(address: string, body: string): Promise<void> {
  // Signed without a content type: with one, storage refuses.
  const headers = { 'content-type': '' };
  const answer = await fetch(address, { method: 'PUT', body, headers, signal: AbortSignal.timeout(TELL_TIMEOUT_MS) });
  if (!answer.ok) throw new Error(`CloudFormation's answer was not taken: ${answer.status}`);
}
