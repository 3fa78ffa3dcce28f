import { type AtlasApi, AtlasError } from './atlas-api.ts';
import type { Resource } from './custom-resource.ts';

interface CopySetting {
  readonly regionName?: string;
  readonly zoneId?: string;
  readonly shouldCopyOplogs?: boolean;
}

/**
 * Copies of snapshots and of the log between them in another region. Which zones there are is known only once the cluster
 * stands, so a template can't say it; and whoever writes the schedule anew must write the copies anew.
 */
export function backupCopies(atlas: AtlasApi): Resource {
  const clusterOf = (project: string, name: string) => `/groups/${project}/clusters/${encodeURIComponent(name)}`;
  return {
    async put({ ProjectId = '', ClusterName = '', Region = '', Frequencies = '' }) {
      const cluster = clusterOf(ProjectId, ClusterName);
      const zones = await zonesOf(atlas, cluster);
      if (zones.length === 0)
        throw new Error(`The cluster ${ClusterName} has no zones yet: deploy again when it stands.`);
      const copySettings = zones.map((zoneId) => ({
        cloudProvider: 'AWS',
        regionName: Region,
        zoneId,
        shouldCopyOplogs: true,
        frequencies: Frequencies.split(','),
      }));
      const kept = await atlas.call('PATCH', `${cluster}/backup/schedule`, { body: { copySettings } });
      const { copySettings: copies = [] } = kept as { copySettings?: readonly CopySetting[] };
      const isKept = (zone: string) =>
        copies.some((it) => it.zoneId === zone && it.regionName === Region && it.shouldCopyOplogs === true);
      if (!zones.every(isKept)) throw new Error('Atlas took the copies of backups, but does not keep them.');
      return { id: `${ClusterName}-copies`, attributes: { Zones: zones.join(',') } };
    },
    async remove({ ProjectId = '', ClusterName = '' }) {
      try {
        const body = { copySettings: [] };
        await atlas.call('PATCH', `${clusterOf(ProjectId, ClusterName)}/backup/schedule`, { body });
      } catch (error) {
        if (!(error instanceof AtlasError && error.isGone)) throw error;
      }
    },
  };
}

async function zonesOf(atlas: AtlasApi, cluster: string): Promise<readonly string[]> {
  const { replicationSpecs = [] } = (await atlas.call('GET', cluster)) as {
    replicationSpecs?: readonly { readonly zoneId?: string }[];
  };
  return [...new Set(replicationSpecs.flatMap(({ zoneId }) => zoneId ?? []))];
}
