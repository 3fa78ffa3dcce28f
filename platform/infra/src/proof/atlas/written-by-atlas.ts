import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Estate, resourcesIn } from '../read-estate.ts';

interface ResourceSchema {
  readonly typeName: string;
  readonly readOnlyProperties?: readonly string[];
}

const FOLDER = join(import.meta.dirname, 'schemas');
const schemas = readdirSync(FOLDER).map(
  (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as ResourceSchema,
);

/** Properties that a template sets although the schema keeps them for Atlas: CloudFormation's own rules let them pass. */
export function writtenByAtlas(estate: Estate): readonly string[] {
  return schemas.flatMap(({ typeName, readOnlyProperties = [] }) =>
    resourcesIn(estate, typeName).flatMap(({ address, properties }) =>
      readOnlyProperties
        .map((pointer) => pointer.split('/').slice(2))
        .filter((steps) => isSet(properties, steps))
        .map((steps) => `${address}: ${steps.join('.')} is set`),
    ),
  );
}

/** `*` in a pointer stands for every item of a list. */
function isSet(value: unknown, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return value !== undefined;
  if (step === '*') return Array.isArray(value) && value.some((item) => isSet(item, rest));
  const inside = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined;
  return inside !== undefined && isSet(inside, rest);
}
