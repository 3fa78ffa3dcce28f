import { fullDiff, type ResourceDifference, ResourceImpact, type TemplateDiff } from '@aws-cdk/cloudformation-diff';

export interface ResourceChange {
  readonly id: string;
  readonly type: string;
  /** What CloudFormation will do to it. Replaced: made anew, the old one deleted, with all that it holds. */
  readonly change: 'added' | 'removed' | 'kept but let go' | 'replaced' | 'perhaps replaced' | 'changed';
  readonly properties: readonly string[];
}

export interface StackDifference {
  readonly stack: string;
  readonly resources: readonly ResourceChange[];
  /** Conditions, mappings, outputs and parameters that differ, by name. */
  readonly others: readonly string[];
  /** Rights that somebody has afterwards and did not have before, one sentence each. */
  readonly broaderRights: readonly string[];
  /** Traffic that a security group lets through afterwards and did not before. */
  readonly broaderNetwork: readonly string[];
}

type Template = Readonly<Record<string, unknown>>;

const CHANGES: Readonly<Partial<Record<ResourceImpact, ResourceChange['change']>>> = {
  [ResourceImpact.WILL_CREATE]: 'added',
  [ResourceImpact.WILL_DESTROY]: 'removed',
  [ResourceImpact.WILL_ORPHAN]: 'kept but let go',
  [ResourceImpact.WILL_REPLACE]: 'replaced',
  [ResourceImpact.MAY_REPLACE]: 'perhaps replaced',
};

/** What deploying `after` over `before` does to a stack, resource by resource; undefined when it does nothing. */
export function compareTemplates(stack: string, before: Template, after: Template): StackDifference | undefined {
  const difference = fullDiff({ ...before }, { ...after });
  if (difference.isEmpty) return undefined;
  return {
    stack,
    resources: resourcesOf(difference),
    others: othersOf(difference),
    broaderRights: rightsOf(difference),
    broaderNetwork: networkOf(difference),
  };
}

function resourcesOf({ resources }: TemplateDiff): readonly ResourceChange[] {
  return Object.entries(resources.changes).map(([id, change]) => ({
    id,
    type: change.resourceType ?? change.oldResourceType ?? '',
    change: CHANGES[change.changeImpact] ?? 'changed',
    properties: changedProperties(change),
  }));
}

/** Of a resource that stays: what is added or removed as a whole has no list. */
function changedProperties(change: ResourceDifference): readonly string[] {
  if (!change.isUpdate) return [];
  const others = Object.entries(change.otherChanges).filter(([, other]) => other.isDifferent);
  return [...Object.keys(change.propertyUpdates), ...others.map(([name]) => name)];
}

function othersOf({ conditions, mappings, outputs, parameters }: TemplateDiff): readonly string[] {
  const named = Object.entries({ condition: conditions, mapping: mappings, output: outputs, parameter: parameters });
  return named.flatMap(([kind, collection]) => Object.keys(collection.changes).map((name) => `${kind} ${name}`));
}

function rightsOf({ iamChanges }: TemplateDiff): readonly string[] {
  const { statements, managedPolicies } = iamChanges;
  // Less is forbidden: that is more too.
  const gained = [
    ...statements.additions.filter(({ isNegativeStatement }) => !isNegativeStatement),
    ...statements.removals.filter(({ isNegativeStatement }) => isNegativeStatement),
  ];
  return [
    ...gained.map((statement) => {
      const { effect, action, resource, principal, condition } = statement.render();
      const verb = statement.isNegativeStatement ? `no longer ${effect.toLowerCase()}s` : `${effect.toLowerCase()}s`;
      const when = condition.trim() === '' ? '' : ` when ${oneLine(condition)}`;
      return oneLine(`${verb} ${principal || 'its role'}: ${action} on ${resource}${when}`);
    }),
    ...managedPolicies.additions.map(({ identityArn, managedPolicyArn }) => `${identityArn} gets ${managedPolicyArn}`),
  ];
}

function networkOf({ securityGroupChanges: { ingress, egress } }: TemplateDiff): readonly string[] {
  const told = (verb: string) => (rule: (typeof ingress.additions)[number]) =>
    oneLine(`${rule.groupId} lets ${rule.describeProtocol()} ${verb} ${rule.describePeer()}`);
  return [...ingress.additions.map(told('in from')), ...egress.additions.map(told('out to'))];
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ', ');
}
