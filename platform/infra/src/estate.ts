import { Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { CostStack } from './cost/cost.stack.ts';
import { AtlasTypesStack } from './data/atlas-types.stack.ts';
import { CacheStack } from './data/cache.stack.ts';
import { DatabaseStack } from './data/database.stack.ts';
import { FilesStack } from './data/files.stack.ts';
import { ImagesStack } from './delivery/images.stack.ts';
import { PipelineStack } from './delivery/pipeline.stack.ts';
import { DoorRulesStack } from './edge/door-rules.stack.ts';
import { EdgeStack } from './edge/edge.stack.ts';
import { StandbyDoorStack } from './edge/standby-door.stack.ts';
import type { Environment } from './environments.ts';
import { FunctionsStack } from './functions/functions.stack.ts';
import { NetworkStack } from './network/network.stack.ts';
import { ObservabilityStack } from './observability/observability.stack.ts';
import { RecoveryStack } from './recovery/recovery.stack.ts';
import { ReplicaStack } from './recovery/replica.stack.ts';
import { StandbyNetworkStack } from './recovery/standby-network.stack.ts';
import { AccessStack } from './security/access.stack.ts';
import { AuditStack } from './security/audit.stack.ts';
import { KeysStack } from './security/keys.stack.ts';
import { LogsStack } from './security/logs.stack.ts';
import { ServiceStack } from './service/service.stack.ts';
import { SettingsStack } from './settings/settings.stack.ts';

/** One environment, from its keys to its door: users -> door -> balancer -> API -> database, cache, files; jobs -> database. */
export function estate(scope: Construct, settings: Environment): Stage {
  const stage = new Stage(scope, settings.name);
  const keys = new KeysStack(stage, 'Keys', settings);
  const logs = new LogsStack(stage, 'Logs', settings);
  const audit = new AuditStack(stage, 'Audit', settings, { key: keys.operations, logs: logs.bucket });
  new AccessStack(stage, 'Access', settings);
  new PipelineStack(stage, 'Pipeline', settings);
  new CostStack(stage, 'Cost', settings);

  const network = new NetworkStack(stage, 'Network', settings, { logs: logs.bucket, key: keys.operations });
  const types = new AtlasTypesStack(stage, 'AtlasTypes', settings, settings.region);
  const replica = new ReplicaStack(stage, 'Replica', settings);
  const files = new FilesStack(stage, 'Files', settings, { key: keys.data, logs: logs.bucket });
  files.addStackDependency(replica);
  const cache = new CacheStack(stage, 'Cache', settings, { network, keys });
  const database = new DatabaseStack(stage, 'Database', settings, { network, keys });
  database.addStackDependency(types);
  if (settings.database.recoveryReadOnlyNodes > 0) {
    const { projectId } = database;
    new StandbyNetworkStack(stage, 'StandbyNetwork', settings, {
      projectId,
      key: replica.operations,
    }).addStackDependency(new AtlasTypesStack(stage, 'StandbyAtlasTypes', settings, settings.recoveryRegion));
  }

  const images = new ImagesStack(stage, 'Images', settings, keys.operations);
  const told = new SettingsStack(stage, 'Settings', settings, { keys, network });
  const stores = { MONGODB_URL: database.address, FILES_BUCKET: files.buckets.files.bucketName };
  const service = new ServiceStack(stage, 'Service', settings, {
    network,
    keys,
    logs: logs.bucket,
    images,
    told,
    may: [...files.readAndWrite('files'), ...cache.connect()],
    environment: { ...stores, REDIS_URL: cache.address, REDIS_USER: cache.userName },
  });
  new FunctionsStack(stage, 'Functions', settings, {
    network,
    keys,
    images,
    told,
    may: [...files.readAndWrite('files'), ...files.readAndWrite('shipped-log')],
    environment: { ...stores, SHIPPED_LOG_BUCKET: files.buckets['shipped-log'].bucketName },
  });

  const rules = new DoorRulesStack(stage, 'DoorRules', settings);
  new EdgeStack(stage, 'Edge', settings, { rules, balancer: service.balancer, logs });
  new StandbyDoorStack(stage, 'StandbyDoor', settings, replica.operations);
  new RecoveryStack(stage, 'Recovery', settings, { network, keys });
  const { trailLogName } = audit;
  new ObservabilityStack(stage, 'Observability', settings, {
    service,
    key: keys.operations,
    logs: logs.bucket,
    trailLogName,
  });
  return stage;
}
