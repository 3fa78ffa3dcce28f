import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { allResources, onlyOf, resourcesOf, templateOf } from '../testing/templates.ts';
import { AUDITED } from './atlas-settings.ts';

const database = templateOf('production', 'Database');
const cache = templateOf('production', 'Cache');

interface Region {
  readonly RegionName: string;
  readonly ElectableSpecs?: { readonly NodeCount: number };
  readonly ReadOnlySpecs?: { readonly NodeCount: number };
  readonly AutoScaling: { readonly Compute: { readonly Enabled: boolean; readonly MaxInstanceSize: string } };
}

interface CustomResource {
  readonly DependsOn: readonly string[];
  readonly Properties: Readonly<Record<string, string>>;
}

function role(id: RegExp) {
  const [found] = Object.entries(database.findResources('AWS::IAM::Role')).filter(([name]) => id.test(name));
  assert.ok(found, String(id));
  return (found[1] as { Properties: Readonly<Record<string, unknown>> }).Properties;
}

function encryption() {
  const { AwsKmsConfig } = onlyOf('production', 'Database', 'MongoDB::Atlas::EncryptionAtRest');
  return AwsKmsConfig as { RoleID: unknown };
}

function regions(): readonly Region[] {
  const { ReplicationSpecs } = onlyOf('production', 'Database', 'MongoDB::Atlas::Cluster') as {
    ReplicationSpecs: { NumShards: number; AdvancedRegionConfigs: Region[] }[];
  };
  return ReplicationSpecs[0]?.AdvancedRegionConfigs ?? [];
}

describe('database', () => {
  it('A6, D7, F3: each shard has three nodes that can lead, which Atlas puts in three zones', () => {
    assert.equal(regions()[0]?.RegionName, 'EU_CENTRAL_1');
    assert.equal(regions()[0]?.ElectableSpecs?.NodeCount, 3);
  });

  it('D8: it is sharded, and grows by itself', () => {
    database.hasResourceProperties('MongoDB::Atlas::Cluster', {
      ClusterType: 'SHARDED',
      ReplicationSpecs: [Match.objectLike({ NumShards: 2 })],
    });
    for (const { AutoScaling } of regions()) {
      assert.deepEqual([AutoScaling.Compute.Enabled, AutoScaling.Compute.MaxInstanceSize], [true, 'M80']);
    }
  });

  it('D9: further nodes answer queries only', () => {
    assert.equal(regions()[0]?.ReadOnlySpecs?.NodeCount, 2);
  });

  it('G3, F7: a node in the second region holds a copy, and never leads', () => {
    const second = regions()[1];
    assert.equal(second?.RegionName, 'EU_WEST_1');
    assert.equal(second?.ReadOnlySpecs?.NodeCount, 1);
    assert.equal(second?.ElectableSpecs, undefined);
  });

  it('G1, G2: backups are continuous, and any second of the last week can be restored', () => {
    database.hasResourceProperties('MongoDB::Atlas::Cluster', { BackupEnabled: true, PitEnabled: true });
    database.hasResourceProperties('MongoDB::Atlas::CloudBackupSchedule', { RestoreWindowDays: 7 });
    const { Policies } = onlyOf('production', 'Database', 'MongoDB::Atlas::CloudBackupSchedule') as {
      Policies: { PolicyItems: { FrequencyType: string }[] }[];
    };
    assert.deepEqual(
      Policies[0]?.PolicyItems.map(({ FrequencyType }) => FrequencyType),
      ['hourly', 'daily', 'weekly', 'monthly'],
    );
  });

  it('A7, J5: it is reached over a private endpoint, by roles, never by passwords', () => {
    database.hasResourceProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface' });
    const users = resourcesOf('production', 'Database', 'MongoDB::Atlas::DatabaseUser').map((it) => it.Properties);
    assert.deepEqual(
      users.map(({ AWSIAMType }) => AWSIAMType),
      ['ROLE', 'ROLE'],
    );
    assert.ok(users.every(({ Password }) => Password === undefined));
    assert.equal(resourcesOf('production', 'Database', 'MongoDB::Atlas::ProjectIpAccessList').length, 0);
  });

  it('J8, A6: it is encrypted with a key of ours, audited, and can not be removed by mistake', () => {
    database.hasResourceProperties('MongoDB::Atlas::Cluster', {
      EncryptionAtRestProvider: 'AWS',
      TerminationProtectionEnabled: true,
      AdvancedSettings: Match.objectLike({ MinimumEnabledTLSProtocol: 'TLS1_2', JavascriptEnabled: false }),
    });
    database.hasResource('Custom::AtlasAuditFilter', {
      DeletionPolicy: 'Retain',
      Properties: Match.objectLike({ Filter: JSON.stringify(AUDITED) }),
    });
    database.hasResource('MongoDB::Atlas::Cluster', { DeletionPolicy: 'Retain' });
  });

  it('F6, G3: snapshots and the log between them are copied to the second region, after the schedule that they are of', () => {
    const [copies] = Object.values(database.findResources('Custom::AtlasBackupCopies')) as CustomResource[];
    assert.deepEqual(copies?.DependsOn, ['Backup']);
    assert.equal(copies?.Properties.Region, 'EU_WEST_1');
    assert.match(copies?.Properties.Frequencies ?? '', /HOURLY.*ON_DEMAND/);
    templateOf('development', 'Database').resourceCountIs('Custom::AtlasBackupCopies', 0);
  });

  it('J6: Atlas takes the role of the key by an id that only it was told, and may do nothing but encrypt', () => {
    const { AssumeRolePolicyDocument } = role(/AtlasKeyRole/);
    assert.match(
      JSON.stringify(AssumeRolePolicyDocument),
      /"sts:ExternalId":\{"Fn::GetAtt":\["AccessRole","ExternalId"\]\}/,
    );
    assert.deepEqual(encryption().RoleID, { 'Fn::GetAtt': ['AccessGrant', 'RoleId'] });
    const policies = resourcesOf('production', 'Database', 'AWS::IAM::ManagedPolicy').map(
      ({ Properties }) => Properties,
    );
    const ofKey = policies.find(({ Roles }) => JSON.stringify(Roles).includes('AtlasKeyRole'));
    const { Statement } = (ofKey?.PolicyDocument ?? {}) as { Statement: { Action: string[] }[] };
    assert.deepEqual(
      Statement.map(({ Action }) => Action),
      [['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt']],
    );
  });

  it('A6: the cluster waits for its private endpoint, whose address it takes', () => {
    const [cluster] = Object.values(database.findResources('MongoDB::Atlas::Cluster')) as { DependsOn: string[] }[];
    assert.ok(cluster?.DependsOn.includes('Link'));
    assert.ok(cluster?.DependsOn.includes('Encryption'));
  });
});

describe('cache', () => {
  it('A6, D10: it runs in cluster mode, with three shards', () => {
    cache.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', { ClusterMode: 'enabled', NumNodeGroups: 3 });
    cache.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      Properties: Match.objectLike({ 'cluster-enabled': 'yes' }),
    });
  });

  it('D11, F4, F5: each shard has two replicas in other zones, one of which takes over', () => {
    cache.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
      ReplicasPerNodeGroup: 2,
      MultiAZEnabled: true,
      AutomaticFailoverEnabled: true,
    });
    cache.hasResourceProperties('AWS::ElastiCache::SubnetGroup', {
      SubnetIds: [Match.anyValue(), Match.anyValue(), Match.anyValue()],
    });
  });

  it('D12: what expires and is used least leaves first, and slow commands are logged', () => {
    cache.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      Properties: Match.objectLike({ 'maxmemory-policy': 'volatile-lfu' }),
    });
    const { LogDeliveryConfigurations } = onlyOf('production', 'Cache', 'AWS::ElastiCache::ReplicationGroup');
    assert.match(JSON.stringify(LogDeliveryConfigurations), /slow-log.*engine-log/);
  });

  it('J6: it is encrypted on the way and at rest; the API signs in with its role and may not administer', () => {
    cache.hasResourceProperties('AWS::ElastiCache::ReplicationGroup', {
      TransitEncryptionEnabled: true,
      TransitEncryptionMode: 'required',
      AtRestEncryptionEnabled: true,
      KmsKeyId: Match.anyValue(),
      SnapshotRetentionLimit: 35,
    });
    const users = resourcesOf('production', 'Cache', 'AWS::ElastiCache::User').map(({ Properties }) => Properties);
    const api = users.find(({ UserName }) => UserName !== 'default');
    const nobody = users.find(({ UserName }) => UserName === 'default');
    assert.deepEqual(api?.AuthenticationMode, { Type: 'iam' });
    assert.match(String(api?.AccessString), /-@dangerous$/);
    assert.equal(nobody?.AccessString, 'off ~* -@all');
  });
});

describe('files', () => {
  const buckets = () => resourcesOf('production', 'Files', 'AWS::S3::Bucket').map(({ Properties }) => Properties);

  it('A6, G4: files and the shipped log are versioned and encrypted with a key of ours', () => {
    assert.equal(buckets().length, 2);
    for (const it of buckets()) {
      assert.deepEqual(it.VersioningConfiguration, { Status: 'Enabled' });
      assert.match(JSON.stringify(it.BucketEncryption), /"SSEAlgorithm":"aws:kms"/);
    }
  });

  it('G5, F6, F7: every file is in the second region within fifteen minutes', () => {
    for (const { ReplicationConfiguration } of buckets()) {
      const text = JSON.stringify(ReplicationConfiguration);
      assert.match(text, /"ReplicationTime":\{"Status":"Enabled","Time":\{"Minutes":15\}\}/);
      assert.match(text, /-replica-333333333333/);
      assert.match(text, /"Status":"Enabled"/);
    }
    const copies = resourcesOf('production', 'Replica', 'AWS::S3::Bucket').map(({ Properties }) => Properties);
    assert.deepEqual(copies.map(({ BucketName }) => BucketName).toSorted(), [
      'shared-payments-production-files-replica-333333333333',
      'shared-payments-production-shipped-log-replica-333333333333',
    ]);
    for (const it of copies) assert.deepEqual(it.VersioningConfiguration, { Status: 'Enabled' });
  });

  it('G6, I4: files cool down, and what was deleted is gone after five weeks', () => {
    for (const { LifecycleConfiguration } of buckets()) {
      const text = JSON.stringify(LifecycleConfiguration);
      for (const part of ['STANDARD_IA', 'GLACIER_IR', '"NoncurrentDays":35', 'AbortIncompleteMultipartUpload']) {
        assert.ok(text.includes(part), part);
      }
    }
  });

  it('J6: no bucket anywhere is public, takes plain HTTP, or goes away with its stack', () => {
    const all = allResources('production', 'AWS::S3::Bucket');
    assert.ok(all.length >= 9);
    for (const { Properties, DeletionPolicy } of all) {
      assert.deepEqual(Properties.PublicAccessBlockConfiguration, {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      assert.equal(DeletionPolicy, 'Retain');
    }
    const policies = allResources('production', 'AWS::S3::BucketPolicy').map((it) => JSON.stringify(it.Properties));
    assert.equal(policies.length, all.length);
    for (const text of policies) assert.match(text, /"aws:SecureTransport":"false"/);
  });
});
