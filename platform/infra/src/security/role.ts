import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export interface RoleProps {
  readonly roleName?: string;
  readonly description: string;
  readonly trusts: iam.IPrincipal;
  readonly may: readonly iam.PolicyStatement[];
  readonly maxSessionDuration?: iam.RoleProps['maxSessionDuration'];
}

/**
 * A role whose permissions are all in one managed policy, as written by its owner. Constructs that would add their own wider
 * grants are handed a role they can't change.
 */
export function roleWith(scope: Construct, id: string, props: RoleProps): iam.IRole {
  const { roleName, description, trusts, may, maxSessionDuration } = props;
  const role = new iam.Role(scope, id, { roleName, description, assumedBy: trusts, maxSessionDuration });
  const policy = new iam.ManagedPolicy(role, 'Permissions', { statements: [...may], roles: [role] });
  const fixed = role.withoutPolicyUpdates();
  // Who waits for the role must wait for what it may do.
  fixed.node.addDependency(policy);
  return fixed;
}

export function allow(actions: readonly string[], resources: readonly string[], conditions?: iam.Conditions) {
  return new iam.PolicyStatement({ actions: [...actions], resources: [...resources], conditions });
}
