import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { CACHE_PORT } from '../network/flows.ts';
import type { NetworkStack } from '../network/network.stack.ts';
import { logGroup } from '../observability/log-group.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { allow, type Permission } from '../security/role.ts';

export interface CacheNeeds {
  readonly network: NetworkStack;
  readonly keys: { readonly data: kms.IKey; readonly operations: kms.IKey };
}

/** Valkey, which speaks Redis's protocol: sharded, with replicas in other zones, and users instead of one password. */
export class CacheStack extends EstateStack {
  readonly group: elasticache.CfnReplicationGroup;
  private readonly user: elasticache.CfnUser;

  constructor(scope: Construct, id: string, settings: Environment, { network, keys }: CacheNeeds) {
    super(scope, id, settings, { description: 'Cache cluster' });
    this.user = this.apiUser();
    this.group = this.cluster(network, keys.data, this.logs(keys.operations));
    this.group.cfnOptions.updatePolicy = { useOnlineResharding: true };
    this.group.applyRemovalPolicy(settings.isProtected ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY);
    acknowledge(this.group, {
      'AwsSolutions-AEC6':
        'Users sign in with their role (access control lists); the one password of AUTH would be weaker.',
    });
  }

  /** Who connects signs in as the API's user with its role. */
  connect(): readonly Permission[] {
    const arn = (kind: string, name: string) => `arn:aws:elasticache:${this.region}:${this.account}:${kind}:${name}`;
    return [
      allow(
        ['elasticache:Connect'],
        [arn('replicationgroup', nameOf(this.settings, 'cache')), arn('user', this.user.userId)],
      ),
    ];
  }

  get address(): string {
    return `rediss://${this.group.attrConfigurationEndPointAddress}:${CACHE_PORT}`;
  }

  get userName(): string {
    return this.user.userName;
  }

  private apiUser(): elasticache.CfnUser {
    const name = nameOf(this.settings, 'api');
    return new elasticache.CfnUser(this, 'ApiUser', {
      engine: 'valkey',
      // Signing in with a role asks for an id that is the name.
      userId: name,
      userName: name,
      accessString:
        'on ~sp:* resetchannels &sp:* -@all +@read +@write +@connection +@transaction +@pubsub +@scripting +cluster|slots +cluster|shards -@dangerous',
      authenticationMode: { Type: 'iam' },
    });
  }

  private users(): elasticache.CfnUserGroup {
    // Every group needs a user called `default`; this one can't do anything.
    const nobody = new elasticache.CfnUser(this, 'NobodyUser', {
      engine: 'valkey',
      userId: nameOf(this.settings, 'nobody'),
      userName: 'default',
      accessString: 'off ~* -@all',
      authenticationMode: { Type: 'no-password-required' },
    });
    return new elasticache.CfnUserGroup(this, 'Users', {
      engine: 'valkey',
      userGroupId: nameOf(this.settings, 'users'),
      userIds: [nobody.ref, this.user.ref],
    });
  }

  private parameters(): elasticache.CfnParameterGroup {
    return new elasticache.CfnParameterGroup(this, 'Parameters', {
      cacheParameterGroupFamily: 'valkey8',
      description: 'Cluster mode; the least used of what expires leaves first',
      properties: { 'cluster-enabled': 'yes', 'maxmemory-policy': 'volatile-lfu' },
    });
  }

  private logs(key: kms.IKey): readonly [slow: logs.ILogGroup, engine: logs.ILogGroup] {
    const name = nameOf(this.settings, 'cache');
    return [
      logGroup(this, 'SlowLog', `/elasticache/${name}/slow`, key),
      logGroup(this, 'EngineLog', `/elasticache/${name}/engine`, key),
    ];
  }

  private cluster(
    { vpc, groups }: NetworkStack,
    key: kms.IKey,
    [slow, engine]: readonly [logs.ILogGroup, logs.ILogGroup],
  ): elasticache.CfnReplicationGroup {
    const { cache } = this.settings;
    const subnets = new elasticache.CfnSubnetGroup(this, 'Subnets', {
      description: 'Isolated subnets of three zones',
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
    return new elasticache.CfnReplicationGroup(this, 'Cache', {
      replicationGroupId: nameOf(this.settings, 'cache'),
      replicationGroupDescription: 'Cached answers and queries',
      engine: 'valkey',
      engineVersion: '8.0',
      cacheNodeType: cache.nodeType,
      port: CACHE_PORT,
      clusterMode: 'enabled',
      numNodeGroups: cache.shards,
      replicasPerNodeGroup: cache.replicasPerShard,
      multiAzEnabled: true,
      automaticFailoverEnabled: true,
      autoMinorVersionUpgrade: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: 'required',
      atRestEncryptionEnabled: true,
      kmsKeyId: key.keyArn,
      userGroupIds: [this.users().ref],
      cacheParameterGroupName: this.parameters().ref,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [groups.cache.securityGroupId],
      snapshotRetentionLimit: cache.snapshotDays,
      snapshotWindow: '02:00-03:00',
      preferredMaintenanceWindow: 'sun:03:30-sun:04:30',
      logDeliveryConfigurations: [delivery('slow-log', slow), delivery('engine-log', engine)],
    });
  }
}

function delivery(logType: string, { logGroupName }: logs.ILogGroup) {
  return {
    logType,
    logFormat: 'json',
    destinationType: 'cloudwatch-logs',
    destinationDetails: { cloudWatchLogsDetails: { logGroup: logGroupName } },
  };
}
