import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASKED, askedOf, type FieldShape, type OfficialShapes, RELIED_ON } from './shapes.ts';

// node adapters/stripe/src/official/extract-shapes.ts <spec3.json> <where it is from>
// The description is 7 MB, published as openapi/spec3.json in stripe/openapi and inside stripe-mock; this keeps the facts relied on.

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly nullable?: boolean;
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}
interface Description {
  readonly info: { readonly version: string };
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const [path = '', source = ''] = process.argv.slice(2);
const { info, components, paths } = JSON.parse(readFileSync(path, 'utf8')) as Description;
const shapes: OfficialShapes = {
  source,
  version: info.version,
  objects: Object.fromEntries(Object.entries(RELIED_ON).map(([name, fields]) => [name, fieldsOf(name, fields)])),
  requests: Object.fromEntries(ASKED.map(([method, at]) => [askedOf(method, at), parametersOf(paths[at]?.[method])])),
};
writeFileSync(join(import.meta.dirname, 'shapes.json'), `${JSON.stringify(shapes, undefined, 1)}\n`);

function fieldsOf(name: string, fields: readonly string[]): Readonly<Record<string, FieldShape>> {
  const { properties = {}, required = [] } = components.schemas[name] ?? {};
  return Object.fromEntries(
    fields.map((field) => {
      const schema = properties[field];
      if (!schema) throw new Error(`Stripe describes no ${name}.${field}.`);
      const values = schema.enum?.filter((value) => value !== '');
      return [
        field,
        { types: typesOf(schema), ...(values && { values }), isRequired: required.includes(field) && !schema.nullable },
      ];
    }),
  );
}

function typesOf({ type, anyOf, $ref, nullable }: Schema): FieldShape['types'] {
  const own = $ref === undefined ? [type ?? []].flat() : ['object'];
  const all = anyOf === undefined ? own : anyOf.flatMap((one) => typesOf(one));
  return [...new Set([...all, ...(nullable ? ['null'] : [])])] as FieldShape['types'];
}

function parametersOf(operation: Operation | undefined): readonly string[] {
  if (!operation) throw new Error('Stripe describes no such request.');
  const ofForm = Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
    Object.keys(schema.properties ?? {}),
  );
  const ofQuery = (operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
  return [...ofQuery, ...ofForm].toSorted();
}
