import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';
import { allow, allowAnyOf, type Permission } from '../security/role.ts';

const KEPT_RELEASES = 20;
const UNTAGGED_DAYS = 7;

/** Releases as images. A tag is a version and can't be moved: what was tested is what runs. */
export class ImagesStack extends EstateStack {
  readonly repository: ecr.Repository;

  constructor(scope: Construct, id: string, settings: Environment, key: kms.IKey) {
    super(scope, id, settings, { description: 'Images of the releases' });
    this.repository = new ecr.Repository(this, 'Releases', {
      repositoryName: nameOf(settings, 'releases'),
      imageTagMutability: ecr.TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      encryption: ecr.RepositoryEncryption.KMS,
      encryptionKey: kms.Key.fromKeyArn(this, 'Key', key.keyArn),
      lifecycleRules: [
        { rulePriority: 1, tagStatus: ecr.TagStatus.UNTAGGED, maxImageAge: Duration.days(UNTAGGED_DAYS) },
        { rulePriority: 2, tagStatus: ecr.TagStatus.ANY, maxImageCount: KEPT_RELEASES },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    new ecr.CfnReplicationConfiguration(this, 'SecondRegion', {
      replicationConfiguration: {
        rules: [
          {
            destinations: [{ region: settings.recoveryRegion, registryId: this.account }],
            repositoryFilters: [{ filter: nameOf(settings, 'releases'), filterType: 'PREFIX_MATCH' }],
          },
        ],
      },
    });
  }

  /** What a role needs to start a release. */
  pull(): readonly Permission[] {
    return [
      allowAnyOf('*', 'A token is for the whole registry: its action takes no resource.', [
        'ecr:GetAuthorizationToken',
      ]),
      allow(
        ['ecr:BatchCheckLayerAvailability', 'ecr:GetDownloadUrlForLayer', 'ecr:BatchGetImage'],
        [this.repository.repositoryArn],
      ),
    ];
  }
}
