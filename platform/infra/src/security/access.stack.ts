import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf, parameterName, roleArn } from '../names.ts';
import { acknowledge } from './acknowledge.ts';
import { allow, allowAnyOf, type Permission, roleWith, statementOf } from './role.ts';

const SESSION_HOURS = 4;
const MFA_MAX_AGE_SECONDS = 3_600;

/** Operators are people with a second factor. They read; to change something they deploy, or take the role that repairs. */
export class AccessStack extends EstateStack {
  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id, settings, { description: 'Roles of operators, with a second factor' });
    const observer = this.operatorRole('Observer', 'observer', 'Looks at the environment', this.look());
    const repairer = this.operatorRole('Repairer', 'repairer', 'Repairs what a deployment can not', this.repair());
    this.group([observer, repairer]);
  }

  private operatorRole(id: string, name: string, description: string, may: readonly Permission[]): iam.IRole {
    const role = roleWith(this, id, {
      roleName: nameOf(this.settings, name),
      description,
      trusts: new iam.AccountPrincipal(this.account).withConditions({
        Bool: { 'aws:MultiFactorAuthPresent': 'true' },
        NumericLessThan: { 'aws:MultiFactorAuthAge': String(MFA_MAX_AGE_SECONDS) },
      }),
      may,
      maxSessionDuration: Duration.hours(SESSION_HOURS),
    });
    return role;
  }

  private look(): readonly Permission[] {
    const logs = `arn:aws:logs:${this.region}:${this.account}:log-group:*${nameOf(this.settings, '')}*`;
    return [
      allowAnyOf('*', 'What only describes takes no resource.', [
        'cloudwatch:DescribeAlarms',
        'cloudwatch:GetMetricData',
        'cloudwatch:ListDashboards',
        'cloudwatch:GetDashboard',
        'ecs:DescribeServices',
        'ecs:DescribeServiceDeployments',
        'ecs:DescribeServiceRevisions',
        'ecs:ListServiceDeployments',
        'ecs:DescribeTasks',
        'ecs:ListTasks',
        'elasticloadbalancing:DescribeRules',
        'elasticloadbalancing:DescribeTargetHealth',
        'cloudformation:DescribeStacks',
        'cloudformation:DescribeStackEvents',
        'cloudformation:DescribeChangeSet',
        'cloudformation:GetTemplate',
        'xray:GetTraceSummaries',
        'xray:BatchGetTraces',
      ]),
      allowAnyOf(logs, 'Every log of this environment.', [
        'logs:StartQuery',
        'logs:FilterLogEvents',
        'logs:GetLogEvents',
      ]),
    ];
  }

  private repair(): readonly Permission[] {
    const name = nameOf(this.settings, 'api');
    const cluster = nameOf(this.settings, 'cluster');
    const ecs = (kind: string) => `arn:aws:ecs:${this.region}:${this.account}:${kind}/${cluster}/${name}`;
    const balancing = `arn:aws:elasticloadbalancing:${this.region}:${this.account}`;
    const rules = `${balancing}:listener-rule/app/sp-${this.settings.name}/*`;
    const host = `arn:aws:ec2:${this.region}:${this.account}:instance/*`;
    return [
      allow(['ecs:UpdateService'], [ecs('service')]),
      allowAnyOf(rules, 'The two rules of the one balancer, whose ids are made with them.', [
        'elasticloadbalancing:ModifyRule',
      ]),
      allowAnyOf(`${ecs('service-deployment')}/*`, 'Every deployment of the one service.', [
        'ecs:StopServiceDeployment',
      ]),
      allowAnyOf(host, 'The condition names the bastion, whose id is made with it.', ['ssm:StartSession'], {
        StringEquals: { 'ssm:resourceTag/component': 'network' },
      }),
      allowAnyOf(`arn:aws:ssm:*:${this.account}:session/\${aws:username}-*`, 'Sessions of their own.', [
        'ssm:TerminateSession',
        'ssm:ResumeSession',
      ]),
      allowAnyOf(
        `arn:aws:ssm:${this.region}:${this.account}:parameter${parameterName(this.settings, '*')}`,
        'Every parameter of this environment.',
        ['ssm:PutParameter'],
      ),
    ];
  }

  private group(roles: readonly iam.IRole[]): void {
    const names = ['observer', 'repairer'].map((name) => roleArn(this.settings, name));
    const self = `arn:aws:iam::${this.account}:user/\${aws:username}`;
    const device = `arn:aws:iam::${this.account}:mfa/\${aws:username}`;
    const policy = new iam.ManagedPolicy(this, 'OperatorsPolicy', {
      managedPolicyName: nameOf(this.settings, 'operators'),
      statements: [
        ...[
          allow(['sts:AssumeRole'], names, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
          allow(['iam:CreateVirtualMFADevice'], [device]),
          allow(['iam:EnableMFADevice', 'iam:ListMFADevices', 'iam:ResyncMFADevice', 'iam:ChangePassword'], [self]),
        ].map(statementOf),
        withoutSecondFactor(),
      ],
    });
    for (const role of roles) policy.node.addDependency(role);
    const group = new iam.Group(this, 'Operators', { groupName: nameOf(this.settings, 'operators') });
    group.addManagedPolicy(policy);
    acknowledge(group, {
      'PCI.DSS.321-IAMGroupHasUsers':
        'People come and go without a deployment; who is in the group is in the audit trail.',
    });
  }
}

/** Whoever has not shown a second factor may register one, and nothing else. */
function withoutSecondFactor(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    notActions: [
      'iam:CreateVirtualMFADevice',
      'iam:EnableMFADevice',
      'iam:ListMFADevices',
      'iam:ResyncMFADevice',
      'iam:ChangePassword',
      'sts:GetSessionToken',
    ],
    resources: ['*'],
    conditions: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
  });
}
