import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { onlyOf, resourcesOf, templateOf } from '../testing/templates.ts';

const settings = templateOf('production', 'Settings');

describe('settings', () => {
  it('L2: parameters are under the name of the environment', () => {
    const names = resourcesOf('production', 'Settings', 'AWS::SSM::Parameter').map(({ Properties }) => Properties.Name);
    assert.equal(names.length, 5);
    assert.ok(names.every((name) => String(name).startsWith('/shared-payments/production/')));
  });

  it('L3: secrets are made in the account, encrypted with a key of ours, and the signing secret changes every quarter', () => {
    for (const { Properties } of resourcesOf('production', 'Settings', 'AWS::SecretsManager::Secret')) {
      assert.ok(Properties.KmsKeyId && Properties.GenerateSecretString);
      assert.equal(Properties.SecretString, undefined);
    }
    settings.hasResourceProperties('AWS::SecretsManager::RotationSchedule', {
      RotationRules: { ScheduleExpression: 'rate(90 days)' },
    });
    const permission = onlyOf('production', 'Settings', 'AWS::Lambda::Permission');
    assert.equal(permission.SourceAccount, '333333333333');
  });

  it('L4, B1, B3: what is unfinished is on in development and off in production, and is flipped in steps', () => {
    const valuesOf = (environment: 'development' | 'production') =>
      String(onlyOf(environment, 'Settings', 'AWS::AppConfig::HostedConfigurationVersion').Content);
    assert.match(valuesOf('development'), /"enabled":true/);
    assert.match(valuesOf('production'), /"enabled":false/);
    settings.hasResourceProperties('AWS::AppConfig::DeploymentStrategy', {
      GrowthFactor: 20,
      GrowthType: 'LINEAR',
      DeploymentDurationInMinutes: 10,
      FinalBakeTimeInMinutes: 10,
    });
    settings.hasResourceProperties('AWS::AppConfig::ConfigurationProfile', {
      Type: 'AWS.AppConfig.FeatureFlags',
      KmsKeyIdentifier: Match.anyValue(),
    });
  });
});
