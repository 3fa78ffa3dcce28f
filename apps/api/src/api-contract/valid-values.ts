import type { JsonSchema } from './api-operations.ts';
import { textFor, type Vocabulary } from './example-texts.ts';
import type { Random } from './seeded-random.ts';

export interface ValueMaker {
  readonly random: Random;
  readonly vocabulary: Vocabulary;
  /** Reaches for the least and the greatest the schema accepts. */
  readonly isBoundary: boolean;
}

const OPTIONAL_PROBABILITY = 0.5;
const ITEMS_USUAL = 3;
const DEPTH_MAX = 12;

/** A value the schema accepts; `name` is the property it stands in. */
export function validValue(schema: JsonSchema, maker: ValueMaker, name = '', depth = 0): unknown {
  const { random } = maker;
  if (depth > DEPTH_MAX) throw new Error(`The schema of \`${name}\` nests deeper than ${DEPTH_MAX}.`);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  if (schema.allOf) return validValue(allOfAtOnce(schema.allOf), maker, name, depth + 1);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return validValue(random.pick(choices), maker, name, depth + 1);
  const types = schema.type === undefined ? [] : [schema.type].flat();
  switch (types.length === 0 ? undefined : random.pick(types)) {
    case 'null':
      return null;
    case 'boolean':
      return random.isChance(0.5);
    case 'integer':
      return integerFor(schema, maker);
    case 'number':
      return integerFor(schema, maker) + (maker.isBoundary && schema.maximum === undefined ? 0.25 : 0);
    case 'string':
      return textFor(schema, random, name, maker.vocabulary, maker.isBoundary);
    case 'array':
      return arrayFor(schema, maker, name, depth);
    case 'object':
      return objectFor(schema, maker, depth);
    default:
      return random.pick([null, true, 12, 'free', ['a'], { free: 1 }]);
  }
}

/** One schema for all of `parts`: properties together, the narrowest bounds, every pattern. */
function allOfAtOnce(parts: readonly JsonSchema[]): JsonSchema {
  return {
    ...Object.assign({}, ...parts),
    properties: Object.assign({}, ...parts.map((part) => part.properties)),
    required: parts.flatMap((part) => part.required ?? []),
    ...(parts.some((part) => part.pattern !== undefined) && {
      pattern: parts.map((part) => (part.pattern === undefined ? '' : `(?=[^]*?(?:${part.pattern}))`)).join(''),
    }),
  };
}

function integerFor(schema: JsonSchema, { random, isBoundary }: ValueMaker): number {
  const minimum = schema.minimum ?? -1_000_000;
  const maximum = schema.maximum ?? 1_000_000;
  const near = [0, 1, 2, 100, 1234, 9999, -1, -1234].filter((value) => value >= minimum && value <= maximum);
  if (isBoundary && random.isChance(0.4)) return random.pick([minimum, maximum, minimum + 1, maximum - 1]);
  const usual = near.filter((value) => value > 0);
  return random.pick(usual.length > 0 ? usual : near.length > 0 ? near : [minimum]);
}

function arrayFor(schema: JsonSchema, maker: ValueMaker, name: string, depth: number): unknown[] {
  const minimum = schema.minItems ?? 0;
  const maximum = schema.maxItems ?? 20;
  const usual = Math.min(maximum, Math.max(minimum, maker.random.integer(1, ITEMS_USUAL)));
  const isExtreme = maker.isBoundary && maker.random.isChance(0.15);
  const length = isExtreme ? maker.random.pick([minimum, Math.min(maximum, 200)]) : usual;
  return Array.from({ length }, () => validValue(schema.items ?? {}, maker, name, depth + 1));
}

function objectFor(schema: JsonSchema, maker: ValueMaker, depth: number): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const isRequired = schema.required?.includes(key) === true;
    if (isRequired || maker.random.isChance(OPTIONAL_PROBABILITY)) {
      made[key] = validValue(property, maker, key, depth + 1);
    }
  }
  if (!schema.properties && schema.patternProperties && maker.random.isChance(0.5)) made.anything = 'goes';
  return made;
}
