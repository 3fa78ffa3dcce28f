import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** `<rule>` or `<rule>[<finding>]` and why it does not apply here. */
export type Reasons = Readonly<Record<string, string>>;

const REASON_LENGTH_MIN = 20;

const PACKS = [
  [/^AwsSolutions-/, 'AwsSolutions'],
  [/^NIST\.800\.53\.R5-/, 'NIST.800.53.R5'],
  [/^PCI\.DSS\.321-/, 'PCI.DSS.321'],
  [/^[EWI]\d{4}$/, 'CloudFormation-Validate'],
  [/^CKV2?_AWS_\d+$/, 'checkov'],
] as const;

/**
 * Accepts findings on `construct` and what it contains. Stands where the construct is made, with a reason of its own for each.
 * Rules of cfn-lint and checkov, which read templates, are written into the template.
 */
export function acknowledge(construct: IConstruct, reasons: Reasons): void {
  for (const [rule, reason] of Object.entries(reasons)) {
    const pack = PACKS.find(([pattern]) => pattern.test(rule))?.[1];
    if (!pack) throw new Error(`${rule} belongs to no known rule pack: begin it with the pack's prefix.`);
    if (reason.length < REASON_LENGTH_MIN) throw new Error(`${rule} is acknowledged without saying why.`);
    if (pack === 'checkov') skipCheck(construct, rule, reason);
    else Validations.of(construct).acknowledge({ id: `${pack}::${rule}`, reason });
    if (pack === 'CloudFormation-Validate') ignoreCheck(construct, rule, reason);
  }
}

interface LintMetadata {
  readonly config: { readonly ignore_checks: readonly string[] };
}

/** For cfn-lint: of one resource, or of the whole template when the construct is its stack. */
function ignoreCheck(construct: IConstruct, rule: string, reason: string): void {
  const isStack = Stack.isStack(construct);
  const { templateOptions } = Stack.of(construct);
  const resource = isStack ? undefined : resourceOf(construct, rule);
  const before = (isStack ? templateOptions.metadata : resource?.cfnOptions.metadata) ?? {};
  const ignored = (before['cfn-lint'] as LintMetadata | undefined)?.config.ignore_checks ?? [];
  const metadata = {
    ...before,
    'cfn-lint': { config: { ignore_checks: [...new Set([...ignored, rule])] } },
    reasons: { ...(before.reasons as object | undefined), [rule]: reason },
  };
  if (resource) resource.cfnOptions.metadata = metadata;
  else templateOptions.metadata = metadata;
}

function skipCheck(construct: IConstruct, id: string, comment: string): void {
  const { cfnOptions } = resourceOf(construct, id);
  const { skip = [] } = (cfnOptions.metadata?.checkov ?? {}) as { skip?: readonly object[] };
  cfnOptions.metadata = { ...cfnOptions.metadata, checkov: { skip: [...skip, { id, comment }] } };
}

function resourceOf(construct: IConstruct, rule: string): CfnResource {
  const resource = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  if (!CfnResource.isCfnResource(resource))
    throw new Error(`${construct.node.path} is no resource: ${rule} fits none.`);
  return resource;
}
