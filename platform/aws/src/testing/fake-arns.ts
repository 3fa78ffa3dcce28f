import type { RuleName } from '@shared-payments/operations';
import type { Colour } from './fake-estate.ts';

const BALANCING = 'arn:aws:elasticloadbalancing:eu-central-1:000000000000';

export const RULE_ARNS: Readonly<Record<RuleName, string>> = {
  production: `${BALANCING}:listener-rule/app/sp-production/1/443/10`,
  test: `${BALANCING}:listener-rule/app/sp-production/1/8443/10`,
};

export function groupArn(colour: Colour): string {
  return `${BALANCING}:targetgroup/sp-production-${colour}/${colour}`;
}
