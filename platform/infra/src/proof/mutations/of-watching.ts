import { addition, mutations, removal } from './mutation.ts';

const GROUP = 'AWS::EC2::SecurityGroup';
const DOOR = 'AWS::CloudFront::Distribution';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const TRAIL = 'AWS::CloudTrail::Trail';
const TRUST = 'AssumeRolePolicyDocument.Statement.0.Condition';
const fromAnywhere = [{ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }];

export const ofWatching = [
  ...mutations([
    ['a door without a firewall', DOOR, /./, 'DistributionConfig.WebACLId', undefined],
    ['a door with old TLS', DOOR, /./, 'DistributionConfig.ViewerCertificate.MinimumProtocolVersion', 'TLSv1'],
    ['a door in the clear', DOOR, /./, 'DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy', 'allow-all'],
    ['a firewall without rules', 'AWS::WAFv2::WebACL', /./, 'Rules', []],
    ['a firewall that logs cookies', 'AWS::WAFv2::LoggingConfiguration', /./, 'RedactedFields', undefined],
    [
      'pages inside of other pages',
      'AWS::CloudFront::ResponseHeadersPolicy',
      /./,
      'ResponseHeadersPolicyConfig.SecurityHeadersConfig',
      {},
    ],
    [
      'in the clear behind the door',
      'AWS::CloudFront::VpcOrigin',
      /./,
      'VpcOriginEndpointConfig.OriginProtocolPolicy',
      'http-only',
    ],
    ['a balancer on the internet', BALANCER, /./, 'Scheme', 'internet-facing'],
    ['a balancer in one zone', BALANCER, /./, 'Subnets', ['subnet']],
    ['a balancer without a log', BALANCER, /./, 'LoadBalancerAttributes', []],
    ['a listener in the clear', 'AWS::ElasticLoadBalancingV2::Listener', /Production/, 'Protocol', 'HTTP'],
    [
      'everybody near may ask the balancer',
      GROUP,
      /^BalancerGroup/,
      'SecurityGroupIngress',
      [{ ...fromAnywhere[0], CidrIp: '10.0.0.0/8' }],
    ],
    [
      'jobs in the group of tasks',
      'AWS::Lambda::Function',
      /^Joboutbox/,
      'VpcConfig.SecurityGroupIds',
      ['Network/ApiGroupDBB4438D'],
    ],
    [
      'a cache that may talk to the internet',
      'AWS::ElastiCache::ReplicationGroup',
      /./,
      'SecurityGroupIds',
      ['Network/ApiGroupDBB4438D'],
    ],
    ['an access list that keeps everybody out', 'AWS::EC2::NetworkAclEntry', /^DataAclIn/, 'RuleAction', 'deny'],
    [
      'an access list that forgets the answers',
      'AWS::EC2::NetworkAclEntry',
      /^PrivateAclIn2/,
      'PortRange',
      { From: 80, To: 80 },
    ],
    ['private subnets with a way in', 'AWS::EC2::Route', /private/, 'NatGatewayId', undefined],
    ['a bastion on a clear disk', 'AWS::EC2::Instance', /./, 'BlockDeviceMappings.0.Ebs.Encrypted', false],
    [
      'a bastion that gives its role away',
      'AWS::EC2::LaunchTemplate',
      /./,
      'LaunchTemplateData.MetadataOptions.HttpTokens',
      'optional',
    ],
    ['a log of refusals only', 'AWS::EC2::FlowLog', /^Vpc/, 'TrafficType', 'REJECT'],
    ['a VPN that nobody records', 'AWS::EC2::ClientVpnEndpoint', /./, 'ConnectionLogOptions.Enabled', false],
    ['operators without a second factor', 'AWS::IAM::Role', /^Repairer/, TRUST, undefined],
    ['operators with an old second factor', 'AWS::IAM::Role', /^Observer/, `${TRUST}.NumericLessThan`, undefined],
    [
      'no refusal without a second factor',
      'AWS::IAM::ManagedPolicy',
      /^OperatorsPolicy/,
      'PolicyDocument.Statement.3',
      undefined,
    ],
    ['any workflow may deploy', 'AWS::IAM::Role', /^Deploy/, `${TRUST}.StringEquals`, {}],
    ['a trail that stands still', TRAIL, /./, 'IsLogging', false],
    ['a trail of one region', TRAIL, /./, 'IsMultiRegionTrail', false],
    ['a trail that may be changed', TRAIL, /./, 'EnableLogFileValidation', false],
    ['a trail in the clear', TRAIL, /./, 'KMSKeyId', undefined],
    ['nobody looks for threats', 'AWS::GuardDuty::Detector', /./, 'Enable', false],
    ['changes without a trace', 'AWS::Config::ConfigurationRecorder', /./, 'RecordingGroup.AllSupported', false],
    ['keys for ever', 'AWS::KMS::Key', /^Data/, 'EnableKeyRotation', false],
    [
      'secrets for ever',
      'AWS::SecretsManager::RotationSchedule',
      /./,
      'RotationRules.ScheduleExpression',
      'rate(999 days)',
    ],
    ['logs for ever', 'AWS::Logs::LogGroup', /^ApiLog/, 'RetentionInDays', undefined],
    ['logs in the clear', 'AWS::Logs::LogGroup', /^ApiLog/, 'KmsKeyId', undefined],
    ['a version that changes', 'AWS::ECR::Repository', /./, 'ImageTagMutability', 'MUTABLE'],
    ['images nobody scans', 'AWS::ECR::Repository', /./, 'ImageScanningConfiguration.ScanOnPush', false],
    ['images for ever', 'AWS::ECR::Repository', /./, 'LifecyclePolicy', undefined],
    ['costs told afterwards', 'AWS::Budgets::Budget', /^Month/, 'NotificationsWithSubscribers.0', undefined],
    ['an alarm nobody hears', 'AWS::CloudWatch::Alarm', /^Alarmcpuhigh/, 'AlarmActions', undefined],
    ['an alarm without a runbook', 'AWS::CloudWatch::Alarm', /^Alarmcpuhigh/, 'AlarmDescription', 'CPU is high'],
    ['a promise of a day a month', 'AWS::ApplicationSignals::ServiceLevelObjective', /./, 'Goal.AttainmentGoal', 95],
  ]),
  addition('a function with an address of its own', 'Functions', {
    Type: 'AWS::Lambda::Url',
    Properties: { AuthType: 'NONE' },
  }),
  addition('who rotates secrets takes connections', 'Network', {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId: 'Network/RotationGroup9E9732D9', CidrIp: '10.0.0.0/8', IpProtocol: '-1' },
  }),
  removal('nobody outside asks', 'AWS::Synthetics::Canary', /./),
  removal('nobody asks whether the door answers', 'AWS::Route53::HealthCheck', /./),
];
