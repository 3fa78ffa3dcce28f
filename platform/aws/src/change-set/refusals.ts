/** What `aws cloudformation describe-change-set` answers, as far as the guard reads it. */
export interface ChangeSet {
  readonly StackName?: string;
  readonly Status?: string;
  readonly StatusReason?: string;
  /** There is more than this page. */
  readonly NextToken?: string;
  readonly Changes?: readonly { readonly ResourceChange?: ResourceChange }[];
}

export interface ResourceChange {
  readonly Action: string;
  readonly LogicalResourceId: string;
  readonly ResourceType: string;
  readonly Replacement?: string;
}

const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
// Whoever replaces one of these replaces its rules, or what they point at.
const AROUND_RULES = [BALANCER, 'AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::TargetGroup'];
const NOTHING_TO_CHANGE = /didn't contain changes|No updates are to be performed/;

/**
 * Why a change set must not be executed; none when it may. ECS moves users by writing the weights of the two listener rules,
 * so CloudFormation would send them back to whatever the template says.
 */
export function refusals(changeSet: ChangeSet): readonly string[] {
  const { Status, StatusReason = '', NextToken, Changes } = changeSet;
  if (Status === 'FAILED' && NOTHING_TO_CHANGE.test(StatusReason)) return [];
  if (Status !== 'CREATE_COMPLETE') {
    return [`The change set is ${Status ?? 'of no known status'}: wait until it is CREATE_COMPLETE, then ask again.`];
  }
  if (!Array.isArray(Changes))
    return ['The change set lists no changes: give the whole answer of describe-change-set.'];
  if (NextToken !== undefined) return ['Changes are missing: ask for every page of the change set.'];
  const changes = Changes.flatMap(({ ResourceChange: change }) => change ?? []);
  if (isOfNewStack(changes)) return [];
  return changes.flatMap((change) => refusalOf(changeSet, change) ?? []);
}

/** CloudFormation does not say so: whatever adds a balancer and nothing but adds has no users yet. */
function isOfNewStack(changes: readonly ResourceChange[]): boolean {
  return changes.every(({ Action }) => Action === 'Add') && changes.some((it) => it.ResourceType === BALANCER);
}

function refusalOf({ StackName = 'the stack' }: ChangeSet, change: ResourceChange): string | undefined {
  const { Action, LogicalResourceId: id, ResourceType, Replacement } = change;
  if (ResourceType === RULE) {
    return `${StackName} would ${verbOf(Action)} the listener rule ${id}, whose weights ECS owns: leave the rule as deployed.`;
  }
  const isReplaced = Replacement === 'True' || Replacement === 'Conditional';
  const isLost = isReplaced || Action === 'Remove' || Action === 'Dynamic';
  if (!AROUND_RULES.includes(ResourceType) || !isLost) return undefined;
  const verb = Action === 'Modify' ? 'replace' : verbOf(Action);
  return `${StackName} would ${verb} ${id}, on which the listener rules stand: move the users by hand first.`;
}

function verbOf(action: string): string {
  return action === 'Dynamic' ? 'perhaps change' : action.toLowerCase();
}
