import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { type EnvironmentName, environments } from '../environments.ts';
import { onlyOf, resourcesOf, templateOf } from '../testing/templates.ts';

const ENVIRONMENTS: readonly EnvironmentName[] = ['development', 'staging', 'production'];
const service = templateOf('production', 'Service');

function limits(environment: EnvironmentName) {
  const target = onlyOf(environment, 'Service', 'AWS::ApplicationAutoScaling::ScalableTarget');
  return [target.MinCapacity, target.MaxCapacity];
}

/** Whoever has to change this sends the users of every environment back to blue: docs/aws.md, every later deployment. */
function frozenRule(environment: EnvironmentName, listener: string) {
  const group = (id: string, Weight: number) => ({ TargetGroupArn: { Ref: id }, Weight });
  return {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      Actions: [
        { ForwardConfig: { TargetGroups: [group('Blue10BB7880', 100), group('Green9DCBBC03', 0)] }, Type: 'forward' },
      ],
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/*'] } }],
      ListenerArn: { Ref: listener },
      Priority: 10,
      Tags: [
        { Key: 'component', Value: 'service' },
        { Key: 'environment', Value: environment },
        { Key: 'product', Value: 'shared-payments' },
      ],
    },
  };
}

describe('service', () => {
  it('B1: development runs one to two tasks, with every feature', () => {
    assert.deepEqual(limits('development'), [1, 2]);
    assert.equal(environments.development.features, 'all');
  });

  it('B2: staging runs two to four tasks, with the features of production', () => {
    assert.deepEqual(limits('staging'), [2, 4]);
    assert.equal(environments.staging.features, environments.production.features);
  });

  it('B3: production runs three to ten tasks, with stable features only', () => {
    assert.deepEqual(limits('production'), [3, 10]);
    assert.equal(environments.production.features, 'stable');
  });

  it('A3, F1: the balancer is internal, in three zones, speaks TLS only and refuses odd headers', () => {
    service.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Scheme: 'internal',
      Type: 'application',
      Subnets: [Match.anyValue(), Match.anyValue(), Match.anyValue()],
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'deletion_protection.enabled', Value: 'true' },
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
        { Key: 'access_logs.s3.enabled', Value: 'true' },
      ]),
    });
    const listeners = resourcesOf('production', 'Service', 'AWS::ElasticLoadBalancingV2::Listener');
    assert.deepEqual(listeners.map(({ Properties }) => [Properties.Port, Properties.Protocol]).toSorted(), [
      [443, 'HTTPS'],
      [8443, 'HTTPS'],
    ]);
    for (const { Properties } of listeners) assert.match(String(Properties.SslPolicy), /TLS13-1-2-Res/);
  });

  it('D6: two groups take turns behind rules that send all users to the blue one at first', () => {
    const rules = resourcesOf('production', 'Service', 'AWS::ElasticLoadBalancingV2::ListenerRule');
    assert.equal(rules.length, 2);
    for (const { Properties } of rules) {
      assert.equal(Properties.Priority, 10);
      const [action] = Properties.Actions as { ForwardConfig: { TargetGroups: { Weight: number }[] } }[];
      assert.deepEqual(
        action?.ForwardConfig.TargetGroups.map(({ Weight }) => Weight),
        [100, 0],
      );
    }
    service.allResourcesProperties('AWS::ElasticLoadBalancingV2::TargetGroup', {
      HealthCheckPath: '/readyz',
      TargetType: 'ip',
      Port: 3000,
    });
  });

  it('D4, D6: the two rules whose weights ECS owns are, to the letter, those that were deployed first', () => {
    for (const environment of ENVIRONMENTS) {
      const rules = templateOf(environment, 'Service').findResources('AWS::ElasticLoadBalancingV2::ListenerRule');
      assert.deepEqual(rules, {
        ProductionRuleD96592E2: frozenRule(environment, 'BalancerProduction072CDC26'),
        TestRule98A50909: frozenRule(environment, 'BalancerTestA827A9C0'),
      });
    }
  });

  it('A5, D4: tasks run on Fargate in private subnets, not as root, on a file system they can not write', () => {
    service.hasResourceProperties('AWS::ECS::TaskDefinition', {
      RequiresCompatibilities: ['FARGATE'],
      RuntimePlatform: { CpuArchitecture: 'ARM64' },
      NetworkMode: 'awsvpc',
      ContainerDefinitions: [
        Match.objectLike({ User: '1000', ReadonlyRootFilesystem: true, HealthCheck: Match.anyValue() }),
      ],
    });
    service.hasResourceProperties('AWS::ECS::Service', {
      NetworkConfiguration: { AwsvpcConfiguration: Match.objectLike({ AssignPublicIp: 'DISABLED' }) },
      EnableExecuteCommand: false,
    });
  });

  it('D4: a release passes a smoke test, bakes, and an alarm or a broken start takes it back', () => {
    service.hasResourceProperties('AWS::ECS::Service', {
      DeploymentConfiguration: Match.objectLike({
        Strategy: 'CANARY',
        BakeTimeInMinutes: 30,
        CanaryConfiguration: { CanaryPercent: 5, CanaryBakeTimeInMinutes: 10 },
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
        Alarms: {
          Enable: true,
          Rollback: true,
          AlarmNames: ['shared-payments-production-api-errors', 'shared-payments-production-api-latency'],
        },
        LifecycleHooks: [
          Match.objectLike({
            LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
            HookDetails: { release: { Ref: 'Release' } },
            TimeoutConfiguration: { TimeoutInMinutes: 10, Action: 'ROLLBACK' },
          }),
        ],
      }),
      LoadBalancers: [
        Match.objectLike({
          AdvancedConfiguration: {
            AlternateTargetGroupArn: Match.anyValue(),
            ProductionListenerRule: Match.anyValue(),
            TestListenerRule: Match.anyValue(),
            RoleArn: Match.anyValue(),
          },
        }),
      ],
      DesiredCount: Match.absent(),
    });
  });

  it('D4: the alarms that take a release back exist by exactly the names ECS is told', () => {
    for (const environment of ENVIRONMENTS) {
      const { DeploymentConfiguration } = onlyOf(environment, 'Service', 'AWS::ECS::Service');
      const told = (DeploymentConfiguration as { Alarms: { AlarmNames: string[] } }).Alarms.AlarmNames;
      const made = resourcesOf(environment, 'Service', 'AWS::CloudWatch::Alarm').map((it) => it.Properties.AlarmName);
      assert.deepEqual(told.toSorted(), made.toSorted());
    }
  });

  it('F2, I2: the minimum runs in several zones on capacity that stays, and only what comes on top may be Spot', () => {
    for (const environment of ENVIRONMENTS) {
      const { minTasks, spotWeight } = environments[environment].service;
      templateOf(environment, 'Service').hasResourceProperties('AWS::ECS::Service', {
        AvailabilityZoneRebalancing: 'ENABLED',
        CapacityProviderStrategy: [
          { CapacityProvider: 'FARGATE', Base: minTasks, Weight: 1 },
          { CapacityProvider: 'FARGATE_SPOT', Weight: spotWeight },
        ],
        DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 100, MaximumPercent: 200 }),
      });
    }
  });

  it('D1, D5, I3: it scales on CPU, on memory, and on the requests of both colours', () => {
    const policies = resourcesOf('production', 'Service', 'AWS::ApplicationAutoScaling::ScalingPolicy').map(
      ({ Properties }) => JSON.stringify(Properties.TargetTrackingScalingPolicyConfiguration),
    );
    assert.equal(policies.length, 3);
    assert.ok(policies.some((text) => text.includes('ECSServiceAverageCPUUtilization') && text.includes('60')));
    assert.ok(policies.some((text) => text.includes('ECSServiceAverageMemoryUtilization') && text.includes('75')));
    const requests = policies.find((text) => text.includes('RequestCountPerTarget')) ?? '';
    assert.match(requests, /FILL\(blue, 0\) \+ FILL\(green, 0\)/);
    assert.match(requests, /Blue.*Green/s);
    for (const text of policies) assert.match(text, /"ScaleInCooldown":300/);
  });

  it('L1, L2, L3: plain values are variables, parameters come from Parameter Store, secrets from Secrets Manager', () => {
    const { ContainerDefinitions } = onlyOf('production', 'Service', 'AWS::ECS::TaskDefinition');
    const [container] = ContainerDefinitions as {
      Environment: { Name: string; Value: unknown }[];
      Secrets: { Name: string; ValueFrom: unknown }[];
    }[];
    const plain = container?.Environment.map(({ Name }) => Name) ?? [];
    const referred = container?.Secrets.map(({ Name }) => Name) ?? [];
    assert.deepEqual(referred.toSorted(), [
      'AUTH_SECRET',
      'GATEWAY',
      'LOG_LEVEL',
      'MAIL_FROM',
      'PUBLIC_URL',
      'RATE_LIMIT_SCALE',
      'SIGNING_SECRET',
      'SIGNING_SECRET_NEXT',
      'SIGNING_SECRET_PREVIOUS',
      'SMTP_URL',
      'STRIPE_API_KEY',
      'STRIPE_WEBHOOK_SECRET',
      'VAPID_PRIVATE_KEY',
    ]);
    assert.ok(plain.includes('RELEASE') && plain.includes('BEHIND_PROXY'));
    assert.ok(!plain.some((name) => /SECRET|PASSWORD|SMTP|KEY/.test(name)));
  });

  it('H1: the cluster measures CPU, memory, network and disk of each task', () => {
    service.hasResourceProperties('AWS::ECS::Cluster', {
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }],
    });
  });
});
