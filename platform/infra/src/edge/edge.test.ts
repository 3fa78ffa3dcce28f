import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Match } from 'aws-cdk-lib/assertions';
import { environments } from '../environments.ts';
import { allResources, onlyOf, resourcesOf, templateOf } from '../testing/templates.ts';
import { handler as notice } from './standby-notice/main.ts';

interface Behaviour {
  readonly PathPattern?: string;
  readonly ViewerProtocolPolicy: string;
  readonly CachePolicyId: unknown;
  readonly TargetOriginId: string;
}

const edge = templateOf('production', 'Edge');
const rules = templateOf('production', 'DoorRules');
const { DistributionConfig } = onlyOf('production', 'Edge', 'AWS::CloudFront::Distribution') as {
  DistributionConfig: {
    CacheBehaviors: readonly Behaviour[];
    DefaultCacheBehavior: Behaviour;
    Origins: readonly Record<string, unknown>[];
  };
};
const NEVER_KEPT = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

function behaviour(path: string): Behaviour {
  const found = DistributionConfig.CacheBehaviors.find(({ PathPattern }) => PathPattern === path);
  assert.ok(found, path);
  return found;
}

describe('edge', () => {
  it('A1, A3: the door reaches the balancer inside of the network, over TLS, by the name on its certificate', () => {
    edge.hasResourceProperties('AWS::CloudFront::VpcOrigin', {
      VpcOriginEndpointConfig: Match.objectLike({
        Arn: Match.anyValue(),
        OriginProtocolPolicy: 'https-only',
        OriginSSLProtocols: ['TLSv1.2'],
      }),
    });
    assert.ok(DistributionConfig.Origins.some((it) => it.DomainName === 'origin.sharedpayments.com'));
    const balancers = allResources('production', 'AWS::ElasticLoadBalancingV2::LoadBalancer');
    assert.ok(balancers.every(({ Properties }) => Properties.Scheme === 'internal'));
  });

  it('A2: known bad addresses and inputs, and two limits per address, stand before everything', () => {
    const firewall = onlyOf('production', 'DoorRules', 'AWS::WAFv2::WebACL') as {
      Scope: string;
      Rules: { Name: string; Statement: { RateBasedStatement?: { Limit: number } }; OverrideAction?: object }[];
    };
    assert.equal(firewall.Scope, 'CLOUDFRONT');
    const managed = firewall.Rules.filter(({ Name }) => Name.startsWith('AWSManagedRules'));
    assert.equal(managed.length, 5);
    for (const { OverrideAction } of managed) assert.deepEqual(OverrideAction, { None: {} });
    const limits = firewall.Rules.flatMap(({ Statement }) => Statement.RateBasedStatement?.Limit ?? []);
    assert.deepEqual(limits, [600, 6_000]);
    rules.resourceCountIs('AWS::WAFv2::LoggingConfiguration', 1);
    edge.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({ WebACLId: Match.objectLike({ 'Fn::GetStackOutput': Match.anyValue() }) }),
    });
  });

  it('A1: users speak TLS 1.2 or newer to the name of the environment', () => {
    edge.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: Match.objectLike({
        Aliases: ['sharedpayments.com'],
        HttpVersion: 'http2and3',
        ViewerCertificate: Match.objectLike({
          MinimumProtocolVersion: 'TLSv1.2_2021',
          SslSupportMethod: 'sni-only',
        }),
        Logging: Match.anyValue(),
      }),
    });
    for (const it of [DistributionConfig.DefaultCacheBehavior, ...DistributionConfig.CacheBehaviors]) {
      assert.match(it.ViewerProtocolPolicy, /https/);
    }
  });

  it('D2, E4: the web application comes from a bucket that only this door may read', () => {
    edge.hasResourceProperties('AWS::CloudFront::OriginAccessControl', {
      OriginAccessControlConfig: Match.objectLike({ SigningBehavior: 'always', SigningProtocol: 'sigv4' }),
    });
    edge.hasResourceProperties('AWS::S3::Bucket', {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
    });
    edge.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 's3:GetObject',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Condition: { StringEquals: { 'AWS:SourceArn': Match.anyValue() } },
          }),
        ]),
      }),
    });
  });

  it('D3, E4: files named by their digest are kept for a year, pages for a minute at most', () => {
    const policies = resourcesOf('production', 'Edge', 'AWS::CloudFront::CachePolicy').map(
      ({ Properties }) => Properties.CachePolicyConfig as { Name: string; MinTTL: number; MaxTTL: number },
    );
    const of = (name: string) => policies.find(({ Name }) => Name === `shared-payments-production-${name}`);
    assert.deepEqual([of('assets')?.MinTTL, of('assets')?.MaxTTL], [31_536_000, 31_536_000]);
    assert.deepEqual([of('pages')?.MinTTL, of('pages')?.MaxTTL], [0, 60]);
    assert.deepEqual([of('public-answers')?.MinTTL, of('public-answers')?.MaxTTL], [0, 3_600]);
  });

  it('E5: answers are kept at the edge only where they are the same for everybody', () => {
    assert.equal(behaviour('/v1/*').CachePolicyId, NEVER_KEPT);
    assert.match(JSON.stringify(behaviour('/v1/currencies').CachePolicyId), /PublicAnswers/);
    const kept = DistributionConfig.CacheBehaviors.filter(
      (it) => it.TargetOriginId === behaviour('/v1/*').TargetOriginId,
    )
      .filter((it) => it.CachePolicyId !== NEVER_KEPT)
      .map(({ PathPattern }) => PathPattern);
    assert.deepEqual(kept, ['/v1/currencies']);
  });

  it('E6: a function at the edge sends addresses of the application to its one page, and files to themselves', () => {
    const text = readFileSync(join(import.meta.dirname, 'viewer-request/viewer-request.js'), 'utf8');
    const handler = new Function(`${text}; return handler;`)() as (event: object) => { uri: string };
    const uriFor = (uri: string) => handler({ request: { uri } }).uri;
    assert.equal(uriFor('/groups/42/bills'), '/index.html');
    assert.equal(uriFor('/'), '/index.html');
    assert.equal(uriFor('/manifest.webmanifest'), '/manifest.webmanifest');
    assert.equal(uriFor('/v1.2/groups'), '/index.html');
    edge.hasResourceProperties('AWS::CloudFront::Function', {
      FunctionConfig: Match.objectLike({ Runtime: 'cloudfront-js-2.0' }),
    });
  });

  it('E6: pages carry the headers that keep other sites out', () => {
    const { ResponseHeadersPolicyConfig } = onlyOf('production', 'Edge', 'AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(ResponseHeadersPolicyConfig);
    for (const part of ['"Preload":true', "frame-ancestors 'none'", "object-src 'none'", '"FrameOption":"DENY"']) {
      assert.ok(text.includes(part), part);
    }
  });

  it('F5, F8: the name leads elsewhere when the door does not answer', () => {
    edge.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: Match.objectLike({ Type: 'HTTPS', ResourcePath: '/v1/currencies', FailureThreshold: 3 }),
    });
    const records = ['Edge', 'StandbyDoor'].flatMap((stack) =>
      resourcesOf('production', stack, 'AWS::Route53::RecordSet').map(({ Properties }) => Properties),
    );
    assert.deepEqual(records.map((it) => `${it.Failover} ${it.Type}`).toSorted(), [
      'PRIMARY A',
      'PRIMARY AAAA',
      'SECONDARY A',
      'SECONDARY AAAA',
    ]);
    assert.deepEqual([...new Set(records.map((it) => it.Name))], ['sharedpayments.com.']);
    for (const it of records.filter(({ Failover }) => Failover === 'PRIMARY')) {
      assert.ok(it.HealthCheckId);
      assert.equal((it.AliasTarget as { EvaluateTargetHealth: boolean }).EvaluateTargetHealth, false);
    }
  });

  it('F5: what stands in for the door says so to people and to programs, and is never kept', async () => {
    const page = await notice({ headers: { accept: 'text/html,*/*' } });
    const problem = await notice({ headers: { accept: 'application/json' } });
    assert.deepEqual([page.statusCode, problem.statusCode], [503, 503]);
    assert.match(page.body, /not reachable right now/);
    assert.equal(JSON.parse(problem.body).code, 'unavailable');
    assert.equal(page.headers['cache-control'], 'no-store');
  });

  it('B1, B2, B3: every environment has the domain of its own', () => {
    for (const [environment, domain] of [
      ['development', 'dev.sharedpayments.com'],
      ['staging', 'staging.sharedpayments.com'],
      ['production', 'sharedpayments.com'],
    ] as const) {
      assert.equal(environments[environment].domain, domain);
      templateOf(environment, 'Edge').hasResourceProperties('AWS::CloudFront::Distribution', {
        DistributionConfig: Match.objectLike({ Aliases: [domain] }),
      });
    }
  });
});
