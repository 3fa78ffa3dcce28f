import { join } from 'node:path';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { handlerCode } from '../functions/handler-code.ts';
import { nameOf } from '../names.ts';
import { logGroup } from '../observability/log-group.ts';
import { acknowledge } from '../security/acknowledge.ts';
import { allow, roleWith } from '../security/role.ts';
import { secondaryName } from './failover.ts';

const REQUESTS_PER_SECOND_MAX = 500;
const CONCURRENT_MAX = 50;
const NO_DATA = 'It knows one page and reaches nothing: outside of the network it can not even try.';

/**
 * Stands in the second region, costs nothing until it is asked, reaches no data: says that the product is not reachable when
 * the door is not. Two distributions can't carry one name, so it can't be CloudFront.
 */
export class StandbyDoorStack extends EstateStack {
  constructor(scope: Construct, id: string, settings: Environment, key: kms.IKey) {
    super(scope, id, settings, {
      description: 'What users see when the door is down',
      region: settings.recoveryRegion,
    });
    const log = logGroup(this, 'Log', `/aws/lambda/${nameOf(settings, 'standby')}`, key);
    const api = new apigateway.HttpApi(this, 'Door', {
      apiName: nameOf(settings, 'standby'),
      defaultIntegration: new HttpLambdaIntegration('Notice', this.notice(log.logGroupArn, log)),
      defaultDomainMapping: { domainName: this.domainName() },
      disableExecuteApiEndpoint: true,
      createDefaultStage: true,
    });
    acknowledge(api, { 'AwsSolutions-APIG4': 'A notice for everybody: there is nobody to authorise.' });
    const stage = api.defaultStage?.node.defaultChild as apigateway.CfnStage;
    stage.defaultRouteSettings = {
      throttlingBurstLimit: REQUESTS_PER_SECOND_MAX,
      throttlingRateLimit: REQUESTS_PER_SECOND_MAX,
      detailedMetricsEnabled: true,
    };
    const access = logGroup(this, 'AccessLog', `/apigateway/${nameOf(settings, 'standby')}`, key);
    stage.accessLogSettings = {
      destinationArn: access.logGroupArn,
      format: '{"requestId":"$context.requestId","at":"$context.requestTimeEpoch","status":"$context.status"}',
    };
  }

  private notice(logArn: string, log: lambda.FunctionOptions['logGroup']): lambda.Function {
    const role = roleWith(this, 'NoticeRole', {
      description: 'The notice writes its log, and nothing else',
      trusts: new iam.ServicePrincipal('lambda.amazonaws.com'),
      may: [allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [logArn])],
    });
    const notice = new lambda.Function(this, 'Notice', {
      functionName: nameOf(this.settings, 'standby'),
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: handlerCode(join(import.meta.dirname, 'standby-notice')),
      handler: 'main.handler',
      memorySize: 128,
      reservedConcurrentExecutions: CONCURRENT_MAX,
      role,
      logGroup: log,
      loggingFormat: lambda.LoggingFormat.JSON,
    });
    acknowledge(notice, {
      CKV_AWS_116: 'It is only ever asked and answers at once; nothing waits to be delivered.',
      CKV_AWS_117: NO_DATA,
      'NIST.800.53.R5-LambdaInsideVPC': NO_DATA,
      'PCI.DSS.321-LambdaInsideVPC': NO_DATA,
      'NIST.800.53.R5-LambdaDLQ': 'It is only ever asked and answers at once; nothing waits to be delivered.',
    });
    return notice;
  }

  private domainName(): apigateway.DomainName {
    const { domain, hostedZone } = this.settings;
    const zone = route53.HostedZone.fromHostedZoneAttributes(this, 'Zone', {
      hostedZoneId: hostedZone.id,
      zoneName: hostedZone.name,
    });
    const certificate = new acm.Certificate(this, 'Certificate', {
      domainName: domain,
      validation: acm.CertificateValidation.fromDns(zone),
    });
    const name = new apigateway.DomainName(this, 'Name', {
      domainName: domain,
      certificate,
      securityPolicy: apigateway.SecurityPolicy.TLS_1_2,
    });
    secondaryName(this, name.regionalDomainName, name.regionalHostedZoneId);
    return name;
  }
}
