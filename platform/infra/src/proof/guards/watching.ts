import { ANY, guards } from './guard.ts';

const DOOR = 'AWS::CloudFront::Distribution';
const FIREWALL = 'AWS::WAFv2::WebACL';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const TRAIL = 'AWS::CloudTrail::Trail';
const ROLE = 'AWS::IAM::Role';
const ALARM = 'AWS::CloudWatch::Alarm';
const IMAGES = 'AWS::ECR::Repository';
const TRUST = 'AssumeRolePolicyDocument.Statement.0.Condition';

/** Who comes in, who may do what, who sees it, and what it may cost. */
export const watching = [
  ...guards([
    ['A2: the door stands behind a firewall', DOOR, 'DistributionConfig.WebACLId', ANY],
    ['A2: it knows common attacks', FIREWALL, 'Rules', /AWSManagedRulesCommonRuleSet/],
    ['A2: and injections', FIREWALL, 'Rules', /AWSManagedRulesSQLiRuleSet/],
    ['A2: and slows down who asks too much', FIREWALL, 'Rules', /"Limit":6000/],
    ['A2: also at the sign-in', FIREWALL, 'Rules', /"Limit":600,.*\/v1\/auth\//],
    ['J8: what it saw is logged', 'AWS::WAFv2::LoggingConfiguration', 'LogDestinationConfigs', ANY],
    ['J8: without credentials', 'AWS::WAFv2::LoggingConfiguration', 'RedactedFields', /cookie.*authorization/],
    [
      'A1: the door speaks TLS 1.2',
      DOOR,
      'DistributionConfig.ViewerCertificate.MinimumProtocolVersion',
      'TLSv1.2_2021',
    ],
    [
      'A1: and sends plain HTTP to it',
      DOOR,
      'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy',
      'redirect-to-https',
    ],
    [
      'E6: pages keep other sites out',
      'AWS::CloudFront::ResponseHeadersPolicy',
      'ResponseHeadersPolicyConfig',
      /frame-ancestors 'none'/,
    ],
    [
      'A1: behind the door TLS goes on',
      'AWS::CloudFront::VpcOrigin',
      'VpcOriginEndpointConfig.OriginProtocolPolicy',
      'https-only',
    ],
    [
      'F5, F8: somebody asks whether the door answers',
      'AWS::Route53::HealthCheck',
      'HealthCheckConfig.ResourcePath',
      '/v1/currencies',
    ],
    ['A3: the balancer is internal', BALANCER, 'Scheme', 'internal'],
    ['F1: it stands in three zones', BALANCER, 'Subnets.2', ANY],
    [
      'A3: it refuses odd headers',
      BALANCER,
      'LoadBalancerAttributes',
      /drop_invalid_header_fields.enabled","Value":"true"/,
    ],
    ['J8: it logs who asked', BALANCER, 'LoadBalancerAttributes', /access_logs.s3.enabled","Value":"true"/],
    ['A3: it speaks TLS only', LISTENER, 'Protocol', 'HTTPS'],
    ['A3: it answers 404 to what no rule knows', LISTENER, 'DefaultActions.0.Type', 'fixed-response'],
    ['A4: the bastion has an encrypted disk', 'AWS::EC2::Instance', 'BlockDeviceMappings.0.Ebs.Encrypted', true],
    [
      'A4: and gives its role to nobody',
      'AWS::EC2::LaunchTemplate',
      'LaunchTemplateData.MetadataOptions.HttpTokens',
      'required',
    ],
    ['J8: sessions on the bastion are recorded', 'AWS::SSM::Document', 'Content.inputs.cloudWatchLogGroupName', ANY],
    ['J8: encrypted', 'AWS::SSM::Document', 'Content.inputs.cloudWatchEncryptionEnabled', true],
    ['H3: everything that flows is logged', 'AWS::EC2::FlowLog', 'TrafficType', 'ALL'],
    [
      'J4: operators show a certificate',
      'AWS::EC2::ClientVpnEndpoint',
      'AuthenticationOptions.0.Type',
      'certificate-authentication',
    ],
    ['J4: and are logged', 'AWS::EC2::ClientVpnEndpoint', 'ConnectionLogOptions.Enabled', true],
    [
      'J7: nobody takes an operator role without a second factor',
      ROLE,
      TRUST,
      /"aws:MultiFactorAuthPresent":"true"/,
      /^(Observer|Repairer)/,
    ],
    ['J7: and an old one does not do', ROLE, TRUST, /"aws:MultiFactorAuthAge":"3600"/, /^(Observer|Repairer)/],
    [
      'J7: who has no second factor may only get one',
      'AWS::IAM::ManagedPolicy',
      'PolicyDocument',
      /MultiFactorAuthPresent":"false"\}\},"Effect":"Deny"/,
      /^OperatorsPolicy/,
    ],
    [
      'J5: the pipeline shows which environment it is',
      ROLE,
      TRUST,
      /:environment:(development|staging|production)"/,
      /^(Deploy|Diff)/,
    ],
    ['J8, L8: every action is recorded', TRAIL, 'IsLogging', true],
    ['J8: in every region', TRAIL, 'IsMultiRegionTrail', true],
    ['J8: so that a changed record shows', TRAIL, 'EnableLogFileValidation', true],
    ['J8: the record is encrypted', TRAIL, 'KMSKeyId', ANY],
    ['H9: threats are looked for', 'AWS::GuardDuty::Detector', 'Enable', true],
    ['L6: changes of settings are tracked', 'AWS::Config::ConfigurationRecorder', 'RecordingGroup.AllSupported', true],
    ['J6: keys change every year', 'AWS::KMS::Key', 'EnableKeyRotation', true],
    ['J6: keys outlive their stack', 'AWS::KMS::Key', 'DeletionPolicy', 'Retain'],
    [
      'L3: the signing secret changes',
      'AWS::SecretsManager::RotationSchedule',
      'RotationRules.ScheduleExpression',
      'rate(90 days)',
    ],
    ['L3: secrets are encrypted with a key of ours', 'AWS::SecretsManager::Secret', 'KmsKeyId', ANY],
    ['L4: a flag reaches users in steps', 'AWS::AppConfig::DeploymentStrategy', 'FinalBakeTimeInMinutes', 10],
    ['J8: logs are kept', 'AWS::Logs::LogGroup', 'RetentionInDays', /^(90|180|400)$/],
    ['J8: logs are encrypted', 'AWS::Logs::LogGroup', 'KmsKeyId', ANY],
    ['L5: a version is never another image', IMAGES, 'ImageTagMutability', 'IMMUTABLE'],
    ['M1: images are scanned', IMAGES, 'ImageScanningConfiguration.ScanOnPush', true],
    ['I4: old images go', IMAGES, 'LifecyclePolicy', /untagged.*imageCountMoreThan/],
    [
      'G10: images are in the second region',
      'AWS::ECR::ReplicationConfiguration',
      'ReplicationConfiguration.Rules.0.Destinations.0.Region',
      'eu-west-1',
    ],
    [
      'I6: a month that costs too much is told before',
      'AWS::Budgets::Budget',
      'NotificationsWithSubscribers',
      /FORECASTED/,
      /^Month/,
    ],
    ['I6: so is a sudden cost', 'AWS::CE::AnomalySubscription', 'Subscribers', ANY],
    ['H6: every alarm reaches somebody', ALARM, 'AlarmActions', ANY, /^Alarm/],
    ['N1: every alarm names its runbook', ALARM, 'AlarmDescription', /docs\/runbooks\//, /^Alarm/],
    [
      'F8: somebody outside asks every five minutes',
      'AWS::Synthetics::Canary',
      'Schedule.Expression',
      'rate(5 minutes)',
    ],
    [
      'H10: what users are promised is counted',
      'AWS::ApplicationSignals::ServiceLevelObjective',
      'Goal.AttainmentGoal',
      99.9,
      /^Availability/,
    ],
    [
      'H10: and how many of them may be slow',
      'AWS::ApplicationSignals::ServiceLevelObjective',
      'Goal.AttainmentGoal',
      99,
      /^Latency/,
    ],
  ]),
  ...guards(
    [
      [
        'J8: nobody deletes the record',
        'AWS::S3::Bucket',
        'ObjectLockConfiguration.Rule.DefaultRetention.Mode',
        'COMPLIANCE',
        /^Audit/,
      ],
    ],
    { isForProductionOnly: true },
  ),
];
