import { RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { bucketArn, bucketName, nameOf } from '../names.ts';
import { REPLICA_KEY } from '../recovery/replica.stack.ts';
import { useOf } from '../security/keys.stack.ts';
import { allow, allowAnyOf, type Permission, roleWith } from '../security/role.ts';
import { FILE_LIFECYCLE } from './file-lifecycle.ts';

export interface FilesNeeds {
  readonly key: kms.IKey;
  readonly logs: s3.IBucket;
}

const BUCKETS = { files: 'Files', 'shipped-log': 'ShippedLog' } as const;

type BucketKind = keyof typeof BUCKETS;

/** Files of users, and the commit log as it is shipped; both versioned, and in the second region within minutes. */
export class FilesStack extends EstateStack {
  readonly buckets: Readonly<Record<BucketKind, s3.Bucket>>;
  private readonly key: kms.IKey;

  constructor(scope: Construct, id: string, settings: Environment, { key, logs }: FilesNeeds) {
    super(scope, id, settings, { description: 'Files of users and the shipped log, replicated' });
    this.key = kms.Key.fromKeyArn(this, 'Key', key.keyArn);
    const role = this.replicationRole();
    this.buckets = {
      files: this.bucket('files', logs, role),
      'shipped-log': this.bucket('shipped-log', logs, role),
    };
  }

  /** Statements for who reads and writes files. Nobody deletes a version: only the lifecycle does. */
  readAndWrite(kind: BucketKind): readonly Permission[] {
    const arn = bucketArn(this.settings, kind);
    return [
      objectsOf(arn, ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']),
      allow(['s3:ListBucket'], [arn]),
      useOf(this.key, 's3'),
    ];
  }

  read(kind: BucketKind): readonly Permission[] {
    const arn = bucketArn(this.settings, kind);
    return [
      objectsOf(arn, ['s3:GetObject', 's3:GetObjectVersion']),
      allow(['s3:ListBucket'], [arn]),
      useOf(this.key, 's3'),
    ];
  }

  private bucket(kind: BucketKind, logs: s3.IBucket, replicationRole: iam.IRole): s3.Bucket {
    const replica = s3.Bucket.fromBucketName(
      this,
      `${BUCKETS[kind]}Replica`,
      bucketName(this.settings, `${kind}-replica`),
    );
    const bucket = new s3.Bucket(this, BUCKETS[kind], {
      bucketName: bucketName(this.settings, kind),
      encryption: s3.BucketEncryption.KMS,
      encryptionKey: this.key,
      bucketKeyEnabled: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: `${kind}/`,
      lifecycleRules: [...FILE_LIFECYCLE],
      replicationRole,
      replicationRules: [
        {
          id: 'second-region',
          destination: replica,
          kmsKey: this.replicaKey(`${BUCKETS[kind]}ReplicaKey`),
          sseKmsEncryptedObjects: true,
          replicationTimeControl: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
          metrics: s3.ReplicationTimeValue.FIFTEEN_MINUTES,
          deleteMarkerReplication: true,
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Continuous backup hears of changes this way. The construct would add a function to say so.
    const resource = bucket.node.defaultChild as s3.CfnBucket;
    resource.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
    return bucket;
  }

  private replicaKey(id: string): kms.IKey {
    const { account, recoveryRegion } = this.settings;
    const alias = nameOf(this.settings, REPLICA_KEY);
    return kms.Key.fromKeyArn(this, id, `arn:aws:kms:${recoveryRegion}:${account}:alias/${alias}`);
  }

  private replicationRole(): iam.IRole {
    const own = Object.keys(BUCKETS).map((kind) => bucketArn(this.settings, kind));
    const copies = Object.keys(BUCKETS).map((kind) => bucketArn(this.settings, `${kind}-replica`));
    const { account, recoveryRegion } = this.settings;
    return roleWith(this, 'ReplicationRole', {
      description: 'S3 copies files and the shipped log to the second region',
      trusts: new iam.ServicePrincipal('s3.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      may: [
        allow(['s3:GetReplicationConfiguration', 's3:ListBucket'], own),
        ...own.map((arn) =>
          objectsOf(arn, ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging']),
        ),
        ...copies.map((arn) => objectsOf(arn, ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags'])),
        useOf(this.key, 's3'),
        allowAnyOf(
          `arn:aws:kms:${recoveryRegion}:${account}:key/*`,
          'The condition names the one key by its alias; its id is made in the other region.',
          ['kms:Encrypt', 'kms:GenerateDataKey'],
          {
            StringEquals: { 'kms:ViaService': `s3.${recoveryRegion}.amazonaws.com` },
            'ForAnyValue:StringEquals': { 'kms:ResourceAliases': `alias/${nameOf(this.settings, REPLICA_KEY)}` },
          },
        ),
      ],
    });
  }
}

function objectsOf(bucketArn: string, actions: readonly string[]): Permission {
  return allowAnyOf(`${bucketArn}/*`, 'The objects of one bucket, whatever their names.', actions);
}
