/** One resource of a template, as CloudFormation reads it. */
export interface TemplateResource {
  readonly Type: string;
  // What a property holds is CloudFormation's business; readers look into it by name.
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

export interface StackTemplate {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Export?: { readonly Name: string } }>>;
}

/** Every template of one environment, by the id of its stack ('Network'). */
export type Estate = Readonly<Record<string, StackTemplate>>;

export interface Found {
  /** `Stack/LogicalId`, unique in the estate. */
  readonly address: string;
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly deletionPolicy: string | undefined;
}

/** Every resource of one of `types` (of any type without), whichever stack holds it. */
export function resourcesIn(estate: Estate, ...types: readonly string[]): readonly Found[] {
  const { all, byType } = indexOf(estate);
  return types.length === 0 ? all : types.flatMap((type) => byType.get(type) ?? []);
}

/** The address of the resource that a value in `stack` points at, through imports; of a plain text, the text. */
export function pointedAt(estate: Estate, stack: string, value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const reference = value as Readonly<Record<string, unknown>>;
  if (typeof reference.Ref === 'string') return `${stack}/${reference.Ref}`;
  const attribute = reference['Fn::GetAtt'];
  if (Array.isArray(attribute)) return `${stack}/${attribute[0]}`;
  const imported = reference['Fn::ImportValue'];
  if (typeof imported === 'string') return exported(estate, imported);
  const output = reference['Fn::GetStackOutput'] as { StackName: string; OutputName: string } | undefined;
  return output === undefined ? undefined : valueOfOutput(estate, output);
}

export function listOf<Item = Readonly<Record<string, unknown>>>(value: unknown): readonly Item[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

interface Index {
  readonly all: readonly Found[];
  readonly byType: ReadonlyMap<string, readonly Found[]>;
  readonly exports: ReadonlyMap<string, { readonly stack: string; readonly value: unknown }>;
}

// Readers ask many times; an estate never changes.
const indexes = new WeakMap<Estate, Index>();

function indexOf(estate: Estate): Index {
  const known = indexes.get(estate);
  if (known) return known;
  const all = Object.entries(estate).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, resource]): Found => {
      const { Type: type, Properties: properties = {}, DeletionPolicy: deletionPolicy } = resource;
      return { address: `${stack}/${id}`, stack, id, type, properties, deletionPolicy };
    }),
  );
  const exports = Object.entries(estate).flatMap(([stack, { Outputs = {} }]) =>
    Object.values(Outputs).map(({ Export, Value: value }) => [Export?.Name ?? '', { stack, value }] as const),
  );
  const index = { all, byType: Map.groupBy(all, ({ type }) => type), exports: new Map(exports) };
  indexes.set(estate, index);
  return index;
}

function exported(estate: Estate, name: string): string | undefined {
  const output = indexOf(estate).exports.get(name);
  return output && pointedAt(estate, output.stack, output.value);
}

/** Stacks are called `environment-Id`. */
function valueOfOutput(estate: Estate, { StackName, OutputName }: { StackName: string; OutputName: string }) {
  const stack = StackName.slice(StackName.indexOf('-') + 1);
  const output = estate[stack]?.Outputs?.[OutputName];
  return output && pointedAt(estate, stack, output.Value);
}
