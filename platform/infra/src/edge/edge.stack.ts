import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Environment } from '../environments.ts';
import { EstateStack } from '../estate-stack.ts';
import { bucketName, nameOf } from '../names.ts';
import { acknowledge } from '../security/acknowledge.ts';
import type { LogsStack } from '../security/logs.stack.ts';
import type { Balancer } from '../service/load-balancer.ts';
import { browserHeaders } from './browser-headers.ts';
import { assets, PUBLIC_ANSWERS, pages, publicAnswers } from './caching.ts';
import type { DoorRulesStack } from './door-rules.stack.ts';
import { primaryName } from './failover.ts';

export interface EdgeNeeds {
  readonly rules: DoorRulesStack;
  readonly balancer: Balancer;
  readonly logs: LogsStack;
}

const { ALL_VIEWER_EXCEPT_HOST_HEADER } = cloudfront.OriginRequestPolicy;
const READ_SECONDS = 30;
const OLD_BUILDS_DAYS = 30;
const REBUILT = 'A build of a release: it is put there again, in any region, by the deployment.';
const PUBLIC = 'Everybody may read these files; a key of our own would only make each of them cost more.';

/** The one door for users: pages from a bucket, answers from the API behind a balancer that the internet can't see. */
export class EdgeStack extends EstateStack {
  readonly web: s3.Bucket;
  readonly distribution: cloudfront.Distribution;

  constructor(scope: Construct, id: string, settings: Environment, needs: EdgeNeeds) {
    super(scope, id, settings, { description: 'CloudFront, web application, DNS' });
    this.web = this.webBucket(needs.logs.bucket);
    this.distribution = this.door(needs);
    primaryName(this, this.distribution);
    acknowledge(this.distribution, {
      'AwsSolutions-CFR1': 'People travel: who shares a trip may be in any country.',
    });
  }

  private webBucket(logs: s3.IBucket): s3.Bucket {
    const bucket = new s3.Bucket(this, 'Web', {
      bucketName: bucketName(this.settings, 'web'),
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      serverAccessLogsBucket: logs,
      serverAccessLogsPrefix: 'web/',
      lifecycleRules: [
        {
          noncurrentVersionExpiration: Duration.days(OLD_BUILDS_DAYS),
          abortIncompleteMultipartUploadAfter: Duration.days(1),
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(bucket, {
      'NIST.800.53.R5-S3BucketReplicationEnabled': REBUILT,
      'PCI.DSS.321-S3BucketReplicationEnabled': REBUILT,
      'NIST.800.53.R5-S3DefaultEncryptionKMS': PUBLIC,
      'PCI.DSS.321-S3DefaultEncryptionKMS': PUBLIC,
    });
    return bucket;
  }

  private door({ rules, balancer, logs }: EdgeNeeds): cloudfront.Distribution {
    const web = origins.S3BucketOrigin.withOriginAccessControl(this.web);
    const api = this.api(balancer);
    const headers = browserHeaders(this);
    const { REDIRECT_TO_HTTPS, HTTPS_ONLY } = cloudfront.ViewerProtocolPolicy;
    const fromApi = (cachePolicy: cloudfront.ICachePolicy, allowedMethods: cloudfront.AllowedMethods) => ({
      origin: api,
      viewerProtocolPolicy: HTTPS_ONLY,
      allowedMethods,
      cachePolicy,
      originRequestPolicy: ALL_VIEWER_EXCEPT_HOST_HEADER,
      compress: true,
    });
    const kept = fromApi(publicAnswers(this), cloudfront.AllowedMethods.ALLOW_GET_HEAD_OPTIONS);
    return new cloudfront.Distribution(this, 'Door', {
      comment: `The door of ${this.settings.domain}`,
      domainNames: [this.settings.domain],
      certificate: rules.certificate,
      webAclId: rules.firewall.attrArn,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
      priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
      defaultRootObject: 'index.html',
      enableLogging: true,
      logBucket: logs.door,
      logFilePrefix: 'door/',
      defaultBehavior: {
        origin: web,
        viewerProtocolPolicy: REDIRECT_TO_HTTPS,
        cachePolicy: pages(this),
        responseHeadersPolicy: headers,
        compress: true,
        functionAssociations: [{ function: this.routing(), eventType: cloudfront.FunctionEventType.VIEWER_REQUEST }],
      },
      additionalBehaviors: {
        '/assets/*': {
          origin: web,
          viewerProtocolPolicy: REDIRECT_TO_HTTPS,
          cachePolicy: assets(this),
          responseHeadersPolicy: headers,
          compress: true,
        },
        ...Object.fromEntries(PUBLIC_ANSWERS.map((path) => [path, kept])),
        '/v1/*': fromApi(cloudfront.CachePolicy.CACHING_DISABLED, cloudfront.AllowedMethods.ALLOW_ALL),
      },
    });
  }

  /** Into the private network over an origin of its own; it asks by the name on the balancer's certificate. */
  private api({ balancer, originName }: Balancer): cloudfront.IOrigin {
    return origins.VpcOrigin.withApplicationLoadBalancer(balancer, {
      vpcOriginName: nameOf(this.settings, 'api'),
      domainName: originName,
      protocolPolicy: cloudfront.OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [cloudfront.OriginSslPolicy.TLS_V1_2],
      readTimeout: Duration.seconds(READ_SECONDS),
      keepaliveTimeout: Duration.seconds(READ_SECONDS),
    });
  }

  private routing(): cloudfront.Function {
    return new cloudfront.Function(this, 'Routing', {
      functionName: nameOf(this.settings, 'routing'),
      comment: 'Sends addresses of the application to its one page',
      runtime: cloudfront.FunctionRuntime.JS_2_0,
      code: cloudfront.FunctionCode.fromFile({
        filePath: join(import.meta.dirname, 'viewer-request/viewer-request.js'),
      }),
    });
  }
}
