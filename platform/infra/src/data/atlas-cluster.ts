import * as atlas from 'awscdk-resources-mongodbatlas';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { nameOf } from '../names.ts';

const MAJOR_VERSION = '8.0';
// Longer than the longest restore, so that a member that was away catches up instead of copying everything.
const OPLOG_HOURS = 72;
const MAIN_PRIORITY = 7;

const AWS = atlas.AdvancedRegionConfigProviderName.AWS;

export function atlasRegion(region: string): string {
  return region.toUpperCase().replaceAll('-', '_');
}

/** Sharded by partition; each shard a replica set whose electable nodes Atlas puts in three zones, with further nodes that only read. */
export function atlasCluster(scope: Construct, settings: Environment, projectId: string): atlas.CfnCluster {
  const { database } = settings;
  return new atlas.CfnCluster(scope, 'Cluster', {
    projectId,
    profile: database.profile,
    name: nameOf(settings, 'store'),
    clusterType: 'SHARDED',
    mongoDbMajorVersion: MAJOR_VERSION,
    versionReleaseSystem: 'LTS',
    backupEnabled: true,
    pitEnabled: true,
    terminationProtectionEnabled: settings.isProtected,
    encryptionAtRestProvider: atlas.CfnClusterPropsEncryptionAtRestProvider.AWS,
    advancedSettings: {
      minimumEnabledTlsProtocol: 'TLS1_2',
      javascriptEnabled: false,
      oplogMinRetentionHours: OPLOG_HOURS,
    },
    replicationSpecs: [{ numShards: database.shards, advancedRegionConfigs: regions(settings) }],
  });
}

function regions({ database, region, recoveryRegion }: Environment): atlas.AdvancedRegionConfig[] {
  // Atlas asks for one size in all of them, and grows and shrinks them together.
  const size = (nodeCount: number) => ({ instanceSize: database.minSize, nodeCount });
  const autoScaling = {
    compute: {
      enabled: true,
      scaleDownEnabled: true,
      minInstanceSize: database.minSize,
      maxInstanceSize: database.maxSize,
    },
    diskGb: { enabled: true },
  };
  const main = {
    regionName: atlasRegion(region),
    providerName: AWS,
    priority: MAIN_PRIORITY,
    electableSpecs: size(database.electableNodes),
    readOnlySpecs: size(database.readOnlyNodes),
    autoScaling,
  };
  if (database.recoveryReadOnlyNodes === 0) return [main];
  const second = {
    regionName: atlasRegion(recoveryRegion),
    providerName: AWS,
    priority: 0,
    readOnlySpecs: size(database.recoveryReadOnlyNodes),
    autoScaling,
  };
  return [main, second];
}
