import { Duration } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type { EstateStack } from '../estate-stack.ts';
import { nameOf } from '../names.ts';

/** Answers that are the same for everybody, and say so (`Cache-Control: public`). All others are never kept at the edge. */
export const PUBLIC_ANSWERS = ['/v1/currencies'] as const;

const YEAR = Duration.days(365);
const ANSWER_MAX = Duration.hours(1);

/** Keeps only what the API allowed, for as long as it allowed. */
export function publicAnswers(stack: EstateStack): cloudfront.CachePolicy {
  return new cloudfront.CachePolicy(stack, 'PublicAnswers', {
    cachePolicyName: nameOf(stack.settings, 'public-answers'),
    comment: 'Answers of the API that say they are public',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: ANSWER_MAX,
    queryStringBehavior: cloudfront.CacheQueryStringBehavior.all(),
    headerBehavior: cloudfront.CacheHeaderBehavior.none(),
    cookieBehavior: cloudfront.CacheCookieBehavior.none(),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}

/** Files whose name carries the digest of their content never change. */
export function assets(stack: EstateStack): cloudfront.CachePolicy {
  return new cloudfront.CachePolicy(stack, 'Assets', {
    cachePolicyName: nameOf(stack.settings, 'assets'),
    comment: 'Built files, by digest',
    minTtl: YEAR,
    defaultTtl: YEAR,
    maxTtl: YEAR,
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}

/** Pages are kept a moment: a new release must reach everybody within a minute. */
export function pages(stack: EstateStack): cloudfront.CachePolicy {
  return new cloudfront.CachePolicy(stack, 'Pages', {
    cachePolicyName: nameOf(stack.settings, 'pages'),
    comment: 'Pages, and the service worker',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(30),
    maxTtl: Duration.minutes(1),
    enableAcceptEncodingBrotli: true,
    enableAcceptEncodingGzip: true,
  });
}
