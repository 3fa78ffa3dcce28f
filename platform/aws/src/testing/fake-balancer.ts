import type { RuleName } from '@shared-payments/operations';
import { groupArn, RULE_ARNS } from './fake-arns.ts';
import type { Colour, FakeEstate, Shares } from './fake-estate.ts';
import { element, listOf, queryAnswer } from './xml.ts';

const COLOURS: readonly Colour[] = ['blue', 'green'];

/** What the balancer answers, in the XML of AWS's query protocol; undefined for an action that this fake does not know. */
export function answerOfBalancer(estate: FakeEstate, action: string, form: URLSearchParams): string | undefined {
  switch (action) {
    case 'DescribeRules':
      return queryAnswer(action, describeRule(estate, ruleOf(form.get('RuleArns.member.1'))));
    case 'DescribeTargetHealth':
      return queryAnswer(action, describeHealth(estate, form.get('TargetGroupArn')));
    case 'ModifyRule':
      return queryAnswer(action, modifyRule(estate, form));
    default:
      return undefined;
  }
}

function describeRule(estate: FakeEstate, rule: RuleName): string {
  const groups = COLOURS.map(
    (colour) => element('TargetGroupArn', groupArn(colour)) + element('Weight', estate.rules[rule][colour]),
  );
  const action =
    element('Type', 'forward') + element('Order', 1) + element('ForwardConfig', listOf('TargetGroups', groups));
  return listOf('Rules', [element('RuleArn', RULE_ARNS[rule]) + element('Priority', 10) + listOf('Actions', [action])]);
}

function modifyRule(estate: FakeEstate, form: URLSearchParams): string {
  const rule = ruleOf(form.get('RuleArn'));
  const shares: Shares = { blue: 0, green: 0 };
  const prefix = 'Actions.member.1.ForwardConfig.TargetGroups.member';
  for (const index of [1, 2]) {
    const arn = form.get(`${prefix}.${index}.TargetGroupArn`);
    const colour = COLOURS.find((it) => groupArn(it) === arn);
    // As ECS wants it: a rule that lacks a colour could not be deployed by any more.
    if (colour === undefined) throw new Error(`ModifyRule leaves a colour out: ${form}`);
    shares[colour] = Number(form.get(`${prefix}.${index}.Weight`));
  }
  estate.rules[rule] = shares;
  return describeRule(estate, rule);
}

function describeHealth({ healthy }: FakeEstate, arn: string | null): string {
  const colour = COLOURS.find((it) => groupArn(it) === arn) ?? 'blue';
  const targets = Array.from({ length: healthy[colour] }, (_, index) =>
    [
      element('Target', element('Id', `10.0.0.${index}`) + element('Port', 3_000)),
      element('TargetHealth', element('State', 'healthy')),
    ].join(''),
  );
  return listOf('TargetHealthDescriptions', targets);
}

function ruleOf(arn: string | null): RuleName {
  const found = Object.entries(RULE_ARNS).find(([, known]) => known === arn);
  if (found === undefined) throw new Error(`No rule ${arn}.`);
  return found[0] as RuleName;
}
