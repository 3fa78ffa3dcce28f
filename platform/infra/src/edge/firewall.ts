import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';

type Rule = wafv2.CfnWebACL.RuleProperty;

const MANAGED = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesAnonymousIpList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
  'AWSManagedRulesSQLiRuleSet',
] as const;

// People behind one address of a carrier are many; the API has its own limit per person.
const REQUESTS_PER_5_MINUTES = 6_000;
const SIGN_INS_PER_5_MINUTES = 600;
// Attachments: the common rules would refuse every body above 8 KB.
const SIZE_RULE = 'SizeRestrictions_BODY';

/** In front of everything, at the door: known bad addresses and inputs, and two limits per address. */
export function firewall(stack: EstateStack): wafv2.CfnWebACL {
  return new wafv2.CfnWebACL(stack, 'Firewall', {
    name: nameOf(stack.settings, 'firewall'),
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visible('all'),
    rules: [
      limit('sign-ins', 0, SIGN_INS_PER_5_MINUTES, '/v1/auth/'),
      limit('requests', 1, REQUESTS_PER_5_MINUTES),
      ...MANAGED.map((name, index) => managed(name, index + 2)),
    ],
  });
}

function managed(name: (typeof MANAGED)[number], priority: number): Rule {
  const isCommon = name === 'AWSManagedRulesCommonRuleSet';
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: isCommon ? [{ name: SIZE_RULE, actionToUse: { count: {} } }] : undefined,
      },
    },
    visibilityConfig: visible(name),
  };
}

function limit(name: string, priority: number, requests: number, under?: string): Rule {
  return {
    name,
    priority,
    action: { block: { customResponse: { responseCode: 429 } } },
    statement: {
      rateBasedStatement: {
        aggregateKeyType: 'IP',
        limit: requests,
        evaluationWindowSec: 300,
        scopeDownStatement: under === undefined ? undefined : pathUnder(under),
      },
    },
    visibilityConfig: visible(name),
  };
}

function pathUnder(path: string): wafv2.CfnWebACL.StatementProperty {
  return {
    byteMatchStatement: {
      fieldToMatch: { uriPath: {} },
      positionalConstraint: 'STARTS_WITH',
      searchString: path,
      textTransformations: [{ priority: 0, type: 'NORMALIZE_PATH' }],
    },
  };
}

function visible(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName };
}
