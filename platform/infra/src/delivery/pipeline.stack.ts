import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { DOOR_REGION } from '../edge/door-rules.stack.ts';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { bucketArn, nameOf } from '../names.ts';
import { allow, allowAnyOf, type Permission, roleWith } from '../security/role.ts';

const ISSUER = 'token.actions.githubusercontent.com';
// The name that CDK's bootstrap gives its roles.
const BOOTSTRAP = 'hnb659fds';

/** The pipeline holds no key: it shows who it is, per environment, and may do what a release needs. */
export class PipelineStack extends EstateStack {
  constructor(scope: Construct, id: string, settings: Environment) {
    super(scope, id, settings, { description: 'What the pipeline may do here' });
    const provider = new iam.OidcProviderNative(this, 'Issuer', {
      url: `https://${ISSUER}`,
      clientIds: ['sts.amazonaws.com'],
    });
    const workflow = new iam.OpenIdConnectPrincipal(provider, {
      StringEquals: {
        [`${ISSUER}:aud`]: 'sts.amazonaws.com',
        [`${ISSUER}:sub`]: `repo:${settings.operators.repository}:environment:${settings.name}`,
      },
    });
    this.role('Deploy', 'deploy', 'Deploys a release', workflow, [...this.deploy(), ...this.release()]);
    this.role('Diff', 'diff', 'Shows what a deployment would change', workflow, this.diff());
  }

  private role(
    id: string,
    name: string,
    description: string,
    trusts: iam.IPrincipal,
    may: readonly Permission[],
  ): void {
    roleWith(this, id, {
      roleName: nameOf(this.settings, name),
      description,
      trusts,
      may,
      maxSessionDuration: Duration.hours(2),
    });
  }

  /** CDK's own roles change the estate; this one may only take them on, in the regions of the estate. */
  private deploy(): readonly Permission[] {
    return [allow(['sts:AssumeRole'], this.bootstrapRoles(['deploy', 'file-publishing', 'lookup']))];
  }

  private release(): readonly Permission[] {
    const images = `arn:aws:ecr:${this.region}:${this.account}:repository/${nameOf(this.settings, 'releases')}`;
    const web = bucketArn(this.settings, 'web');
    return [
      allowAnyOf('*', 'A token is for the whole registry: its action takes no resource.', [
        'ecr:GetAuthorizationToken',
      ]),
      allow(
        [
          'ecr:BatchCheckLayerAvailability',
          'ecr:BatchGetImage',
          'ecr:CompleteLayerUpload',
          'ecr:DescribeImageScanFindings',
          'ecr:DescribeImages',
          'ecr:GetDownloadUrlForLayer',
          'ecr:InitiateLayerUpload',
          'ecr:PutImage',
          'ecr:UploadLayerPart',
        ],
        [images],
      ),
      allowAnyOf(`${web}/*`, 'A build is many files, whose names carry digests.', ['s3:PutObject']),
      allow(['s3:ListBucket'], [web]),
      allowAnyOf(
        `arn:aws:cloudfront::${this.account}:distribution/*`,
        'The door gets its id when it is made; the condition names the environment.',
        ['cloudfront:CreateInvalidation'],
        { StringEquals: { 'aws:ResourceTag/environment': this.settings.name } },
      ),
      allowAnyOf('*', 'What only describes deployments and rules takes no resource.', [
        'ecs:DescribeServiceDeployments',
        'ecs:ListServiceDeployments',
        'elasticloadbalancing:DescribeRules',
      ]),
    ];
  }

  private diff(): readonly Permission[] {
    return [allow(['sts:AssumeRole'], this.bootstrapRoles(['lookup']))];
  }

  private bootstrapRoles(kinds: readonly string[]): readonly string[] {
    const regions = [this.region, this.settings.recoveryRegion, DOOR_REGION];
    return regions.flatMap((region) =>
      kinds.map((kind) => `arn:aws:iam::${this.account}:role/cdk-${BOOTSTRAP}-${kind}-role-${this.account}-${region}`),
    );
  }
}
