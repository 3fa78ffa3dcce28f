import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** What one may do to what. A pattern among the resources must say `because`: that is its acknowledgement. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: iam.Conditions;
  readonly because?: string;
}

export interface RoleProps {
  readonly roleName?: string;
  readonly description: string;
  readonly trusts: iam.IPrincipal;
  readonly may: readonly Permission[];
  readonly maxSessionDuration?: iam.RoleProps['maxSessionDuration'];
}

export function allow(
  actions: readonly string[],
  resources: readonly string[],
  conditions?: iam.Conditions,
): Permission {
  return { actions, resources, conditions };
}

/** For resources that can't be named in full, for the reason given. */
export function allowAnyOf(
  resource: string,
  because: string,
  actions: readonly string[],
  conditions?: iam.Conditions,
): Permission {
  return { actions, resources: [resource], conditions, because };
}

/**
 * A role whose permissions are all in one managed policy, as written by its owner. Constructs that would add their own wider
 * grants are handed a role they can't change. Throws when a pattern has no reason.
 */
export function roleWith(scope: Construct, id: string, props: RoleProps): iam.IRole {
  const { roleName, description, trusts, may, maxSessionDuration } = props;
  const role = new iam.Role(scope, id, { roleName, description, assumedBy: trusts, maxSessionDuration });
  // A policy without a statement is refused, and some roles may do nothing.
  if (may.length === 0) return role.withoutPolicyUpdates();
  const policy = new iam.ManagedPolicy(role, 'Permissions', { statements: may.map(statementOf), roles: [role] });
  for (const permission of may) acknowledgePatterns(policy, permission);
  acknowledgeWrites(policy, may);
  const fixed = role.withoutPolicyUpdates();
  // Who waits for the role must wait for what it may do.
  fixed.node.addDependency(policy);
  return fixed;
}

export function statementOf({ actions, resources, conditions }: Permission): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: [...actions], resources: [...resources], conditions });
}

function acknowledgePatterns(policy: iam.ManagedPolicy, { resources, because }: Permission): void {
  for (const resource of resources.filter((it) => it.includes('*'))) {
    if (!because) throw new Error(`${policy.node.path} allows ${resource} without a reason: use allowAnyOf.`);
    const finding = resource.replace(/\$\{([^}]+)\}/g, '<$1>');
    acknowledge(policy, { [`AwsSolutions-IAM5[Resource::${finding}]`]: because });
  }
}

const READS = /:(Describe|Get|List|BatchGet)/;

/** What writes, to anything, under no condition: checkov asks for each of them why. */
function acknowledgeWrites(policy: iam.ManagedPolicy, may: readonly Permission[]): void {
  const reasons = may
    .filter(({ resources, conditions }) => resources.includes('*') && conditions === undefined)
    .filter(({ actions }) => actions.some((action) => !READS.test(action)))
    .flatMap(({ because }) => because ?? []);
  if (reasons.length > 0) acknowledge(policy, { CKV_AWS_111: reasons.join(' ') });
}
