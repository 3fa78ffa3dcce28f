import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One stack of a synthesis on disk. */
export interface SynthesisedStack {
  readonly environment: string;
  /** As CloudFormation calls it: `production-Service`. */
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  /** Of its template, below the folder of the synthesis. */
  readonly file: string;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly displayName?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
}

const ASSEMBLY = 'assembly-';

/** The stacks of a synthesis, of every environment in it. Templates that were fetched have no list with them: there are none. */
export function readAssembly(folder: string): readonly SynthesisedStack[] {
  const isListed = (name: string) => existsSync(join(folder, name, 'manifest.json'));
  const environments = readdirSync(folder).filter((name) => name.startsWith(ASSEMBLY) && isListed(name));
  return environments.flatMap((assembly) => {
    const manifest = JSON.parse(readFileSync(join(folder, assembly, 'manifest.json'), 'utf8')) as {
      readonly artifacts: Readonly<Record<string, Artifact>>;
    };
    return Object.values(manifest.artifacts).flatMap((it) => stackOf(assembly, it));
  });
}

export function templateIn(folder: string, { file }: SynthesisedStack): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, unknown>;
}

function stackOf(assembly: string, { type, environment = '', properties }: Artifact): readonly SynthesisedStack[] {
  if (type !== 'aws:cloudformation:stack') return [];
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/(.+)$/.exec(environment) ?? [];
  const { templateFile = '', stackName = '' } = properties ?? {};
  const file = join(assembly, templateFile);
  return [{ environment: assembly.slice(ASSEMBLY.length), stack: stackName, account, region, file }];
}
