import { CfnResource, type Stack } from 'aws-cdk-lib';
import { acknowledge } from '../security/acknowledge.ts';

/** Linters know the types of AWS. Those of Atlas are checked against Atlas's own schemas: proof/atlas. */
export function knownByAtlasOnly(stack: Stack): void {
  for (const it of stack.node.findAll()) {
    if (!CfnResource.isCfnResource(it) || !it.cfnResourceType.startsWith('MongoDB::Atlas::')) continue;
    acknowledge(it, {
      E3006: 'A type of Atlas, activated before: infra:check holds it to the schema Atlas publishes.',
    });
  }
}
