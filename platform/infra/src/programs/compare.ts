import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compareTemplates, type StackDifference } from '../delivery/compare-templates.ts';
import { answer } from './answer.ts';
import { readAssembly, type SynthesisedStack, templateIn } from './read-assembly.ts';

interface Request {
  /** Folders of two syntheses; of the older one only the templates need to be there. */
  readonly before: string;
  readonly after: string;
  readonly environments?: readonly string[];
}

/** Every stack that differs between two syntheses, by its resources. */
await answer(({ before, after, environments }: Request): readonly StackDifference[] => {
  const isWanted = ({ environment }: SynthesisedStack) => environments?.includes(environment) ?? true;
  const now = readAssembly(after).filter(isWanted);
  const files = new Set(now.map(({ file }) => file));
  const gone = readAssembly(before).filter((stack) => isWanted(stack) && !files.has(stack.file));
  return [...now, ...gone].flatMap((stack) => {
    const template = (folder: string) => (existsSync(join(folder, stack.file)) ? templateIn(folder, stack) : {});
    const difference = compareTemplates(stack.stack, template(before), template(after));
    return difference === undefined ? [] : [difference];
  });
});
