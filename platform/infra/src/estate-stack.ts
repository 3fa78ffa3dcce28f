import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Environment } from './environments.ts';
import { acknowledge } from './security/acknowledge.ts';

/** What every stack of an environment has: its place, its tags, and protection where real data lives. */
export abstract class EstateStack extends Stack {
  readonly settings: Environment;

  constructor(scope: Construct, id: string, settings: Environment, options: { description: string; region?: string }) {
    const region = options.region ?? settings.region;
    const tags = costTags(settings, id);
    super(scope, id, {
      env: { account: settings.account, region },
      description: options.description,
      terminationProtection: settings.isProtected,
      tags,
    });
    this.settings = settings;
    for (const [key, value] of Object.entries(tags)) Tags.of(this).add(key, value);
    acknowledge(this, {
      W3005: 'What waits for a construct waits for all of it, also where a reference says so once more.',
    });
  }

  // Named zones, because asking AWS for them would need an account at synthesis.
  override get availabilityZones(): string[] {
    return ['a', 'b', 'c'].map((zone) => `${this.region}${zone}`);
  }
}

function costTags(settings: Environment, component: string): Record<string, string> {
  return { product: 'shared-payments', environment: settings.name, component: component.toLowerCase() };
}
