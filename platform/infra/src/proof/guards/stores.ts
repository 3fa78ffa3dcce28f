import { ANY, guards } from './guard.ts';

const BUCKET = 'AWS::S3::Bucket';
const CACHE = 'AWS::ElastiCache::ReplicationGroup';
const DATABASE = 'MongoDB::Atlas::Cluster';
const BACKUP = 'MongoDB::Atlas::CloudBackupSchedule';
const VAULT = 'AWS::Backup::BackupVault';
const PLAN = 'AWS::Backup::BackupPlan';
const CLOSED = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true };
const ORIGINAL = /^Files\//;
const STORED = /^(Files|ShippedLog)/;

/** What is kept: the database, the cache, the files, and the copies of each. */
export const stores = [
  ...guards([
    ['D8: the database is sharded', DATABASE, 'ClusterType', 'SHARDED'],
    [
      'D7, F3: three of its nodes can lead',
      DATABASE,
      'ReplicationSpecs.0.AdvancedRegionConfigs.0.ElectableSpecs.NodeCount',
      3,
    ],
    [
      'D9: further nodes answer queries',
      DATABASE,
      'ReplicationSpecs.0.AdvancedRegionConfigs.0.ReadOnlySpecs.NodeCount',
      /^[1-9]/,
    ],
    [
      'D8: it grows by itself',
      DATABASE,
      'ReplicationSpecs.0.AdvancedRegionConfigs.0.AutoScaling.Compute.Enabled',
      true,
    ],
    ['D8: so do its disks', DATABASE, 'ReplicationSpecs.0.AdvancedRegionConfigs.0.AutoScaling.DiskGB.Enabled', true],
    ['G1: the database is backed up', DATABASE, 'BackupEnabled', true],
    ['G2: any second can be restored', DATABASE, 'PitEnabled', true],
    ['G2: as far back as the window says', BACKUP, 'RestoreWindowDays', /^[2-9]/],
    ['G1: snapshots are kept for hours, days, weeks and months', BACKUP, 'Policies', /hourly.*daily.*weekly.*monthly/],
    ['J6: the database is encrypted with a key of ours', DATABASE, 'EncryptionAtRestProvider', 'AWS'],
    ['J6: that key is on', 'MongoDB::Atlas::EncryptionAtRest', 'AwsKmsConfig.Enabled', true],
    ['J6: the database speaks TLS 1.2', DATABASE, 'AdvancedSettings.MinimumEnabledTLSProtocol', 'TLS1_2'],
    ['J6: the database runs no scripts of queries', DATABASE, 'AdvancedSettings.JavascriptEnabled', false],
    ['J5: who uses the database is a role', 'MongoDB::Atlas::DatabaseUser', 'AWSIAMType', 'ROLE'],
    [
      'J6: and reads and writes only',
      'MongoDB::Atlas::DatabaseUser',
      'Roles',
      /^\[\{[^{}]*"RoleName":"readWrite"\}\]$/,
    ],
    [
      'J8: who signs in and who changes users is audited',
      'Custom::AtlasAuditFilter',
      'Filter',
      /authenticate.*createUser/,
    ],
    ['J8: auditing stays on when its stack goes', 'Custom::AtlasAuditFilter', 'DeletionPolicy', 'Retain'],
    ['J6: Atlas reaches the key by a role it was granted', 'Custom::AtlasAccessGrant', 'RoleArn', /-atlas-encryption$/],
    [
      'J6: and nobody else takes that role in its name',
      'AWS::IAM::Role',
      'AssumeRolePolicyDocument.Statement.0.Condition.StringEquals',
      /sts:ExternalId/,
      /^AtlasKeyRole/,
    ],
    ['D10: the cache runs in cluster mode', CACHE, 'ClusterMode', 'enabled'],
    ['D11: each of its shards has a copy', CACHE, 'ReplicasPerNodeGroup', /^[12]$/],
    ['F4: in another zone', CACHE, 'MultiAZEnabled', true],
    ['F5: which takes over by itself', CACHE, 'AutomaticFailoverEnabled', true],
    ['J6: the cache is encrypted on the way', CACHE, 'TransitEncryptionEnabled', true],
    ['J6: and nobody may ask it otherwise', CACHE, 'TransitEncryptionMode', 'required'],
    ['J6: and at rest', CACHE, 'AtRestEncryptionEnabled', true],
    ['J5: the cache knows who asks', CACHE, 'UserGroupIds', ANY],
    ['G1: the cache is kept for days', CACHE, 'SnapshotRetentionLimit', /^(15|35)$/],
    ['D12: slow commands are logged', CACHE, 'LogDeliveryConfigurations', /slow-log/],
    ['D12: what is used least leaves first', 'AWS::ElastiCache::ParameterGroup', 'Properties', /volatile-lfu/],
    ['G4: files keep their versions', BUCKET, 'VersioningConfiguration.Status', 'Enabled', STORED],
    [
      'G5: files are copied to the second region',
      BUCKET,
      'ReplicationConfiguration.Rules.0.Status',
      'Enabled',
      ORIGINAL,
    ],
    [
      'G5, G7: within fifteen minutes',
      BUCKET,
      'ReplicationConfiguration.Rules.0.Destination.ReplicationTime.Time.Minutes',
      15,
      ORIGINAL,
    ],
    ['G6: files cool down', BUCKET, 'LifecycleConfiguration.Rules.0.Transitions', /STANDARD_IA.*GLACIER_IR/, STORED],
    [
      'I4: old versions go',
      BUCKET,
      'LifecycleConfiguration.Rules.0.NoncurrentVersionExpiration.NoncurrentDays',
      35,
      STORED,
    ],
    ['J1: no bucket is public', BUCKET, 'PublicAccessBlockConfiguration', CLOSED],
    ['J6: every bucket is encrypted', BUCKET, 'BucketEncryption', /aws:kms|AES256/],
    ['J6: no bucket takes plain HTTP', 'AWS::S3::BucketPolicy', 'PolicyDocument', /"aws:SecureTransport":"false"/],
    ['G4: no bucket goes with its stack', BUCKET, 'DeletionPolicy', 'Retain'],
    ['G1: files can be put back to any moment', PLAN, 'BackupPlan.BackupPlanRule.0.EnableContinuousBackup', true],
    [
      'G3, F6: backups are copied to the second region',
      PLAN,
      'BackupPlan.BackupPlanRule.1.CopyActions',
      /backup-vault:.*copies/,
    ],
    ['G1: backups stay five weeks', PLAN, 'BackupPlan.BackupPlanRule.0.Lifecycle.DeleteAfterDays', 35],
    ['J6: backups are encrypted', VAULT, 'EncryptionKeyArn', ANY],
    ['G9: a restore is rehearsed every week', 'AWS::Backup::RestoreTestingPlan', 'ScheduleExpression', /SUN/],
    ['G9: and what it gives is compared', 'AWS::Events::Rule', 'Targets.0.Arn', /RestoreCheck/, /^Restored/],
    ['G9: as soon as it is there', 'AWS::Events::Rule', 'EventPattern.detail.status', ['COMPLETED'], /^Restored/],
    [
      'G9: a week without a proven restore is an alarm',
      'AWS::CloudWatch::Alarm',
      'TreatMissingData',
      'breaching',
      /restoreunproven/,
    ],
  ]),
  ...guards(
    [
      [
        'G3, F7: a node of the database stands in the second region',
        DATABASE,
        'ReplicationSpecs.0.AdvancedRegionConfigs.1.ReadOnlySpecs.NodeCount',
        1,
      ],
      ['G3, F6: snapshots are copied to the second region', 'Custom::AtlasBackupCopies', 'Region', 'EU_WEST_1'],
      [
        'G1: those of every hour, day, week and month',
        'Custom::AtlasBackupCopies',
        'Frequencies',
        /^HOURLY,DAILY,WEEKLY,MONTHLY/,
      ],
      ['G2: copies are written anew with the schedule', 'Custom::AtlasBackupCopies', 'Schedule', /restoreWindowDays/],
      ['A6: nobody removes the database by mistake', DATABASE, 'TerminationProtectionEnabled', true],
      ['J6: the vault is locked', VAULT, 'LockConfiguration.MinRetentionDays', 7, /^Recovery\//],
      ['J6: nobody deletes a backup before its day', VAULT, 'AccessPolicy', /"Effect":"Deny"/],
    ],
    { isForProductionOnly: true },
  ),
];
