import { join } from 'node:path';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { sleepAtNight } from '../cost/sleep-at-night.ts';
import type { ImagesStack } from '../delivery/images.stack.ts';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { smallFunction } from '../functions/small-function.ts';
import { nameOf } from '../names.ts';
import { TEST_PORT } from '../network/flows.ts';
import type { NetworkStack } from '../network/network.stack.ts';
import { logGroup } from '../observability/log-group.ts';
import type { KeysStack } from '../security/keys.stack.ts';
import type { Permission } from '../security/role.ts';
import type { SettingsStack } from '../settings/settings.stack.ts';
import { type Balancer, loadBalancer } from './load-balancer.ts';
import { releaseParameter } from './release-parameter.ts';
import { ROLLBACK_ALARMS, type RollbackAlarms, rollbackAlarms } from './rollback-alarms.ts';
import { rollout } from './rollout.ts';
import { scaling } from './scaling.ts';
import { apiTask } from './task.ts';

export interface ServiceNeeds {
  readonly network: NetworkStack;
  readonly keys: KeysStack;
  readonly logs: s3.IBucket;
  readonly images: ImagesStack;
  readonly told: SettingsStack;
  readonly may: readonly Permission[];
  /** Settings that other stacks decide: where the store, the cache and the files are. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Load balancer and API, and how one release follows another. */
export class ServiceStack extends EstateStack {
  readonly balancer: Balancer;
  readonly cluster: ecs.Cluster;
  readonly service: ecs.FargateService;
  readonly rollbackAlarms: RollbackAlarms;

  constructor(scope: Construct, id: string, settings: Environment, needs: ServiceNeeds) {
    super(scope, id, settings, { description: 'Load balancer and API, with blue/green deployments' });
    const { network, keys } = needs;
    const release = releaseParameter(this);
    this.balancer = loadBalancer(this, { vpc: network.vpc, group: network.groups.balancer, logs: needs.logs });
    this.cluster = new ecs.Cluster(this, 'Cluster', {
      clusterName: nameOf(settings, 'cluster'),
      vpc: network.vpc,
      containerInsightsV2: ecs.ContainerInsights.ENHANCED,
      enableFargateCapacityProviders: true,
    });
    const log = logGroup(this, 'ApiLog', `/ecs/${nameOf(settings, 'api')}`, keys.operations);
    this.rollbackAlarms = rollbackAlarms(this, this.balancer.colours);
    this.service = rollout(this, {
      cluster: this.cluster,
      task: apiTask(this, { ...needs, log, release }),
      group: network.groups.api,
      balancer: this.balancer,
      smokeTest: this.smokeTest(needs),
      alarmNames: ROLLBACK_ALARMS.map((name) => nameOf(settings, name)),
      release,
    });
    this.service.node.addDependency(...Object.values(this.rollbackAlarms));
    const tasks = scaling(this, this.service, this.balancer);
    if (settings.cost.sleepsAtNight) sleepAtNight(tasks, settings.service);
  }

  private smokeTest({ network, keys }: ServiceNeeds) {
    return smallFunction(this, 'SmokeTest', {
      name: 'smoke-test',
      description: 'Asks a release that no user has met whether it is ready, and which it is',
      folder: join(import.meta.dirname, 'smoke-test'),
      environment: {
        BALANCER_HOST: this.balancer.balancer.loadBalancerDnsName,
        TEST_PORT: String(TEST_PORT),
        ORIGIN_NAME: this.balancer.originName,
      },
      may: [],
      key: keys.operations,
      network: { vpc: network.vpc, group: network.groups.smoke },
      timeoutSeconds: 30,
    });
  }
}
