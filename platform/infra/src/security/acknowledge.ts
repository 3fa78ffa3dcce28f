import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** `<rule>` or `<rule>[<finding>]` and why it does not apply here. */
export type Reasons = Readonly<Record<string, string>>;

const REASON_LENGTH_MIN = 20;

const PACKS = [
  [/^AwsSolutions-/, 'AwsSolutions'],
  [/^NIST\.800\.53\.R5-/, 'NIST.800.53.R5'],
  [/^PCI\.DSS\.321-/, 'PCI.DSS.321'],
  [/^[EWI]\d{4}$/, 'CloudFormation-Validate'],
] as const;

/** Accepts findings on `construct` and what it contains. Stands where the construct is made, with a reason of its own for each. */
export function acknowledge(construct: IConstruct, reasons: Reasons): void {
  for (const [rule, reason] of Object.entries(reasons)) {
    const pack = PACKS.find(([pattern]) => pattern.test(rule))?.[1];
    if (!pack) throw new Error(`${rule} belongs to no known rule pack: begin it with the pack's prefix.`);
    if (reason.length < REASON_LENGTH_MIN) throw new Error(`${rule} is acknowledged without saying why.`);
    Validations.of(construct).acknowledge({ id: `${pack}::${rule}`, reason });
  }
}
