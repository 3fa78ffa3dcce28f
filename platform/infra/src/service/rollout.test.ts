import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { compose } from '../composition.ts';
import { environments, type ServiceSettings } from '../environments.ts';

const outdir = mkdtempSync(join(tmpdir(), 'rollout-'));
after(() => rmSync(outdir, { recursive: true, force: true }));

interface Deployment {
  readonly Strategy: string;
  readonly LinearConfiguration?: object;
  readonly CanaryConfiguration?: object;
  readonly LifecycleHooks: readonly Readonly<Record<string, unknown>>[];
}

/** How ECS would bring a release to production if its settings were others. */
function deploymentWith(changed: Partial<ServiceSettings>): Deployment {
  const { production } = environments;
  const settings = { ...production, service: { ...production.service, ...changed } };
  const app = compose({ outdir, of: [settings], isJudged: false });
  const stack = app.node.findChild('production').node.findChild('Service');
  assert.ok(Stack.isStack(stack));
  const [service] = Object.values(Template.fromStack(stack).findResources('AWS::ECS::Service'));
  return (service as { Properties: { DeploymentConfiguration: Deployment } }).Properties.DeploymentConfiguration;
}

describe('how a release reaches users', () => {
  it('D4: is a setting: in equal steps, and only after a person has looked', () => {
    const { Strategy, LinearConfiguration, LifecycleHooks } = deploymentWith({
      shift: { kind: 'linear', percent: 20, minutes: 3 },
      approvalMinutes: 60,
    });
    assert.equal(Strategy, 'LINEAR');
    assert.deepEqual(LinearConfiguration, { StepPercent: 20, StepBakeTimeInMinutes: 3 });
    assert.deepEqual(LifecycleHooks[1], {
      TargetType: 'PAUSE',
      LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'],
      TimeoutConfiguration: { TimeoutInMinutes: 60, Action: 'ROLLBACK' },
    });
    assert.ok(LifecycleHooks[0]?.HookTargetArn, 'the smoke test comes first');
  });

  it('D4: or all at once, with nobody asked', () => {
    const { Strategy, LinearConfiguration, CanaryConfiguration, LifecycleHooks } = deploymentWith({
      shift: { kind: 'at-once' },
    });
    assert.equal(Strategy, 'BLUE_GREEN');
    assert.deepEqual([LinearConfiguration, CanaryConfiguration, LifecycleHooks.length], [undefined, undefined, 1]);
  });
});
