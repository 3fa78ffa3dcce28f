import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { compose } from '../composition.ts';
import type { environments } from '../environments.ts';
import { answer } from './answer.ts';
import { readAssembly } from './read-assembly.ts';

interface Request {
  /** Where the templates go. */
  readonly folder: string;
  /** Names; all of them when left out. */
  readonly environments?: readonly string[];
  /** Another checkout of this package: its composition is asked, not ours. */
  readonly source?: string;
}

/** Writes the templates, without a verdict on them: `check` gives that. */
await answer(({ folder, environments: names, source = join(import.meta.dirname, '../..') }: Request) => {
  const load = createRequire(join(source, 'src/'));
  const { compose: composition } = load('./composition.ts') as { compose: typeof compose };
  const { environments: known } = load('./environments.ts') as { environments: typeof environments };
  const of = Object.values(known).filter(({ name }) => names === undefined || names.includes(name));
  composition({ outdir: folder, of, isJudged: false }).synth();
  return { folder, stacks: readAssembly(folder) };
});
