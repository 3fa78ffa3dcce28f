/** What of a resource schema tells right from wrong; descriptions, links and handlers are left with their owner. */
const KEPT = [
  'typeName',
  'definitions',
  'properties',
  'required',
  'additionalProperties',
  'readOnlyProperties',
  'createOnlyProperties',
  'primaryIdentifier',
] as const;

const RULES = new Set([
  '$ref',
  'additionalProperties',
  'const',
  'enum',
  'items',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'pattern',
  'required',
  'type',
  'uniqueItems',
]);

type Schema = Readonly<Record<string, unknown>>;

/**
 * Values that Atlas takes and its schemas leave open, by the name of the property: from the reference of its Administration API.
 * A wrong one would show at deployment only.
 */
export const KNOWN_VALUES: Readonly<Record<string, readonly string[]>> = {
  FrequencyType: ['hourly', 'daily', 'weekly', 'monthly', 'yearly'],
  RetentionUnit: ['days', 'weeks', 'months', 'years'],
  ClusterType: ['REPLICASET', 'SHARDED', 'GEOSHARDED'],
  MinimumEnabledTLSProtocol: ['TLS1_2', 'TLS1_3'],
  VersionReleaseSystem: ['LTS', 'CONTINUOUS'],
  ProviderName: ['AWS', 'AZURE', 'GCP', 'TENANT'],
  CloudProvider: ['AWS', 'AZURE', 'GCP'],
  AWSIAMType: ['NONE', 'USER', 'ROLE'],
};

/** A resource schema of Atlas, as published, reduced to names, types, limits and what is required, read-only or fixed. */
export function condensed(schema: Schema): Schema {
  const { definitions = {}, properties = {}, ...rest } = schema as Record<string, Record<string, Schema>>;
  const whole: Record<string, unknown> = {
    ...rest,
    definitions: mapped(definitions, ruleOf),
    properties: propertiesOf(properties),
  };
  return Object.fromEntries(KEPT.filter((key) => whole[key] !== undefined).map((key) => [key, whole[key]]));
}

function propertiesOf(properties: Readonly<Record<string, Schema>>) {
  return Object.fromEntries(
    Object.entries(properties).map(([name, rule]) => {
      const values = KNOWN_VALUES[name];
      const kept = ruleOf(rule);
      return [name, values && kept.type === 'string' && kept.enum === undefined ? { ...kept, enum: values } : kept];
    }),
  );
}

function ruleOf(rule: Schema): Schema {
  const kept = Object.entries(rule).filter(([key]) => RULES.has(key));
  const result: Record<string, unknown> = Object.fromEntries(kept);
  if (typeof result.items === 'object') result.items = ruleOf(result.items as Schema);
  if (typeof rule.properties === 'object') result.properties = propertiesOf(rule.properties as Record<string, Schema>);
  // As published, some say `$ref` to an object and `type: array` at once; the reference is what the handlers read.
  if (result.$ref !== undefined) delete result.type;
  return result;
}

function mapped<Value, Result>(values: Readonly<Record<string, Value>>, change: (value: Value) => Result) {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
