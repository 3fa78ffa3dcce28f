import * as accessanalyzer from 'aws-cdk-lib/aws-accessanalyzer';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import * as guardduty from 'aws-cdk-lib/aws-guardduty';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as securityhub from 'aws-cdk-lib/aws-securityhub';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { bucketName, nameOf } from '../names.ts';
import { logGroup } from '../observability/log-group.ts';
import { auditBucket } from './audit-bucket.ts';
import { configurationRules } from './configuration-rules.ts';
import { allow, roleWith, statementOf } from './role.ts';

export interface AuditNeeds {
  readonly key: kms.IKey;
  readonly logs: s3.IBucket;
}

/** What an account may have only once: who did what, what changed, what looks wrong. */
export class AuditStack extends EstateStack {
  readonly bucket: s3.Bucket;
  readonly trailLogName: string;

  constructor(scope: Construct, id: string, settings: Environment, { key, logs }: AuditNeeds) {
    super(scope, id, settings, { description: 'Audit trail, configuration history, threat detection' });
    this.bucket = auditBucket(this, key, logs);
    this.trailLogName = `/audit/${nameOf(settings, 'trail')}`;
    this.trail(key);
    this.letConfigWrite();
    configurationRules(this, this.bucket);
    this.detectors();
  }

  private trail(key: kms.IKey): void {
    const trail = new cloudtrail.Trail(this, 'Trail', {
      trailName: nameOf(this.settings, 'trail'),
      bucket: this.bucket,
      encryptionKey: kms.Key.fromKeyArn(this, 'TrailKey', key.keyArn),
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableFileValidation: true,
      insightTypes: [cloudtrail.InsightType.API_CALL_RATE, cloudtrail.InsightType.API_ERROR_RATE],
    });
    this.copyToLog(trail, logGroup(this, 'TrailLog', this.trailLogName, key).logGroupArn);
    // Who read or wrote which file of a user is a question that must have an answer.
    const watched = ['files', 'files-replica', 'shipped-log', 'shipped-log-replica', 'web'];
    trail.addS3EventSelector(
      watched.map((name) => ({
        bucket: s3.Bucket.fromBucketName(this, `Watched-${name}`, bucketName(this.settings, name)),
      })),
    );
  }

  /** The construct would write the role's rights into the role itself. */
  private copyToLog(trail: cloudtrail.Trail, logGroupArn: string): void {
    const role = roleWith(this, 'TrailLogRole', {
      description: 'The audit trail writes where alarms read it',
      trusts: new iam.ServicePrincipal('cloudtrail.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
      may: [allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroupArn])],
    });
    trail.node.addDependency(role);
    const resource = trail.node.defaultChild as cloudtrail.CfnTrail;
    resource.cloudWatchLogsLogGroupArn = logGroupArn;
    resource.cloudWatchLogsRoleArn = role.roleArn;
  }

  private letConfigWrite(): void {
    const config = new iam.ServicePrincipal('config.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
    });
    const write = statementOf(allow(['s3:PutObject'], [this.bucket.arnForObjects(`AWSLogs/${this.account}/Config/*`)]));
    const look = statementOf(allow(['s3:GetBucketAcl', 's3:ListBucket'], [this.bucket.bucketArn]));
    for (const statement of [write, look]) {
      statement.addPrincipals(config);
      this.bucket.addToResourcePolicy(statement);
    }
  }

  private detectors(): void {
    new guardduty.CfnDetector(this, 'Threats', {
      enable: true,
      findingPublishingFrequency: 'FIFTEEN_MINUTES',
      features: [
        { name: 'S3_DATA_EVENTS', status: 'ENABLED' },
        { name: 'LAMBDA_NETWORK_LOGS', status: 'ENABLED' },
        { name: 'EBS_MALWARE_PROTECTION', status: 'ENABLED' },
        {
          name: 'RUNTIME_MONITORING',
          status: 'ENABLED',
          additionalConfiguration: [{ name: 'ECS_FARGATE_AGENT_MANAGEMENT', status: 'ENABLED' }],
        },
      ],
    });
    new securityhub.CfnHub(this, 'Findings', { enableDefaultStandards: false, autoEnableControls: true });
    for (const [id, standard] of Object.entries(STANDARDS)) {
      new securityhub.CfnStandard(this, id, {
        standardsArn: `arn:aws:securityhub:${this.region}::standards/${standard}`,
      }).node.addDependency(this.node.findChild('Findings'));
    }
    new accessanalyzer.CfnAnalyzer(this, 'OutsideAccess', {
      analyzerName: nameOf(this.settings, 'outside-access'),
      type: 'ACCOUNT',
    });
  }
}

const STANDARDS = {
  FoundationalStandard: 'aws-foundational-security-best-practices/v/1.0.0',
  NistStandard: 'nist-800-53/v/5.0.0',
  PciStandard: 'pci-dss/v/3.2.1',
} as const;
