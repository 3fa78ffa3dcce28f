import { type AtlasApi, AtlasError } from './atlas-api.ts';
import type { Made, Resource } from './custom-resource.ts';

interface Role {
  readonly roleId: string;
  readonly atlasAWSAccountArn: string;
  readonly atlasAssumedRoleExternalId: string;
  /** Missing until it is granted. */
  readonly iamAssumedRoleArn?: string | null;
}

const FINDS_MAX = 4;

/**
 * Who Atlas is when it uses a key of ours: an account and an external id, which the role of that key then trusts. Looks before
 * it makes one, so that a creation whose answer was lost makes no second.
 */
export function accessRole(atlas: AtlasApi): Resource {
  const path = (project: string) => `/groups/${project}/cloudProviderAccess`;
  return {
    async put({ ProjectId = '', RoleArn = '' }, id) {
      for (let attempt = 1; ; attempt += 1) {
        const found = chosen(await rolesOf(atlas, path(ProjectId)), RoleArn, id);
        if (found) return made(found);
        try {
          const body = { providerName: 'AWS' };
          return made((await atlas.call('POST', path(ProjectId), { body, isRepeatable: false })) as Role);
        } catch (error) {
          const isUnknown = error instanceof AtlasError && (error.status === 0 || error.status >= 500);
          if (!isUnknown || attempt === FINDS_MAX) throw error;
        }
      }
    },
    async remove({ ProjectId = '' }, id) {
      try {
        await atlas.call('DELETE', `${path(ProjectId)}/AWS/${id}`);
      } catch (error) {
        if (!(error instanceof AtlasError && error.isGone)) throw error;
      }
    },
  };
}

/** Tells Atlas which role of ours it may take. A role that was made a moment ago is not known everywhere yet. */
export function accessGrant(atlas: AtlasApi): Resource {
  return {
    async put({ ProjectId = '', RoleId = '', RoleArn = '' }) {
      await atlas.call('PATCH', `/groups/${ProjectId}/cloudProviderAccess/${RoleId}`, {
        body: { providerName: 'AWS', iamAssumedRoleArn: RoleArn },
        passing: ['CANNOT_ASSUME_ROLE'],
      });
      return { id: `${RoleId}-grant`, attributes: { RoleId } };
    },
    // It ends with the access role itself.
    remove: async () => undefined,
  };
}

async function rolesOf(atlas: AtlasApi, path: string): Promise<readonly Role[]> {
  const { awsIamRoles = [] } = (await atlas.call('GET', path)) as { awsIamRoles?: readonly Role[] };
  return awsIamRoles;
}

function chosen(roles: readonly Role[], roleArn: string, id: string | undefined): Role | undefined {
  return (
    roles.find(({ roleId }) => roleId === id) ??
    roles.find(({ iamAssumedRoleArn }) => iamAssumedRoleArn === roleArn) ??
    roles.find(({ iamAssumedRoleArn }) => !iamAssumedRoleArn)
  );
}

function made({ roleId, atlasAWSAccountArn, atlasAssumedRoleExternalId }: Role): Made {
  const attributes = { RoleId: roleId, AtlasArn: atlasAWSAccountArn, ExternalId: atlasAssumedRoleExternalId };
  if (Object.values(attributes).some((value) => !value))
    throw new Error('Atlas made an access role without its trust.');
  return { id: roleId, attributes };
}
