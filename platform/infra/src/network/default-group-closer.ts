import type { Stack } from 'aws-cdk-lib';
import { acknowledge } from '../security/acknowledge.ts';

const ONCE = 'It runs when a network is made or goes, asked and heard by CloudFormation, which shows what failed.';

/** CDK's own function that takes the rules out of the default group of a network; its settings are CDK's too. */
export function defaultGroupCloser(stack: Stack): void {
  const handler = stack.node.findChild('Custom::VpcRestrictDefaultSGCustomResourceProvider').node.findChild('Handler');
  acknowledge(handler, {
    CKV_AWS_115: ONCE,
    CKV_AWS_116: ONCE,
    CKV_AWS_117: 'It speaks to EC2 only, before the network it closes has a place for it.',
  });
}
