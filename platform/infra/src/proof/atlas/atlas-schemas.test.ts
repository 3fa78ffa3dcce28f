import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { templateRules } from '../../composition.ts';
import { estateOf } from '../../testing/templates.ts';
import { changed, type Path } from '../mutations/change.ts';
import { type Estate, resourcesIn } from '../read-estate.ts';
import { condensed } from './condense-schema.ts';

const SCHEMAS = join(import.meta.dirname, 'schemas');
const PUBLISHED = join(import.meta.dirname, '../../../../../../shared/data/atlas-schemas');
const CLUSTER = 'MongoDB::Atlas::Cluster';
const BACKUP = 'MongoDB::Atlas::CloudBackupSchedule';
const USER = 'MongoDB::Atlas::DatabaseUser';
const FIRST_REGION = ['ReplicationSpecs', 0, 'AdvancedRegionConfigs', 0];
const FIRST_POLICY = ['Policies', 0, 'PolicyItems', 0];

/** [what somebody may get wrong, type, path, what stands there]. */
const MISTAKES: readonly (readonly [mistake: string, type: string, path: Path, value: unknown])[] = [
  ['a property that is not there', CLUSTER, ['BackupEnable'], true],
  ['one deep inside that is not there', CLUSTER, [...FIRST_REGION, 'ElectableSpecs', 'Nodes'], 3],
  ['a value that is not known', BACKUP, [...FIRST_POLICY, 'FrequencyType'], 'fortnightly'],
  ['a unit that is not known', BACKUP, [...FIRST_POLICY, 'RetentionUnit'], 'hours'],
  ['a kind of sign-in that is not known', USER, ['AWSIAMType'], 'PERSON'],
  ['old TLS', CLUSTER, ['AdvancedSettings', 'MinimumEnabledTLSProtocol'], 'TLS1_0'],
  ['a text where a number belongs', BACKUP, ['RestoreWindowDays'], 'a week'],
  ['a number where a list belongs', CLUSTER, ['ReplicationSpecs'], 2],
  ['no project', USER, ['ProjectId'], undefined],
  ['no name', CLUSTER, ['Name'], undefined],
  ['no day of maintenance', 'MongoDB::Atlas::MaintenanceWindow', ['DayOfWeek'], undefined],
];

const folder = mkdtempSync(join(tmpdir(), 'atlas-'));
const rules = templateRules();
after(() => {
  rules._dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** What CloudFormation's rules say of the stack with the database. */
function findingsOn(estate: Estate): readonly string[] {
  const templatePath = join(folder, 'database.template.json');
  writeFileSync(templatePath, JSON.stringify(estate.Database));
  const stack = {
    stackConstructPath: 'production/Database',
    templatePath,
    accountId: '333333333333',
    region: 'eu-central-1',
  };
  const report = rules.validate({ stackTemplates: [stack] } as unknown as Parameters<typeof rules.validate>[0]);
  return report.violations.map(({ ruleName, description }) => `${ruleName} ${description}`);
}

describe('resources of Atlas', () => {
  const production = estateOf('production');

  it('are all of types whose schema is known', () => {
    const known = readdirSync(SCHEMAS).map(
      (file) => (JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as { typeName: string }).typeName,
    );
    for (const environment of ['development', 'staging', 'production'] as const) {
      const used = resourcesIn(estateOf(environment))
        .map(({ type }) => type)
        .filter((type) => type.startsWith('MongoDB::'));
      assert.ok(used.length >= 8, environment);
      assert.deepEqual(
        used.filter((type) => !known.includes(type)),
        [],
        environment,
      );
    }
  });

  it('A6, D7: are as Atlas publishes them, and every mistake is told', () => {
    assert.deepEqual(findingsOn(production), []);
    const untold = MISTAKES.filter(
      ([, type, path, value]) => findingsOn(changed(production, type, /./, path, value)).length === 0,
    );
    assert.deepEqual(
      untold.map(([mistake]) => mistake),
      [],
    );
  });

  it('have schemas that were condensed from the published ones, and by nobody’s hand', {
    skip: existsSync(PUBLISHED) ? false : 'the published schemas of shared/data are not here',
  }, () => {
    for (const file of readdirSync(SCHEMAS)) {
      const read = (directory: string) =>
        JSON.parse(readFileSync(join(directory, file), 'utf8')) as Readonly<Record<string, unknown>>;
      assert.deepEqual(read(SCHEMAS), condensed(read(PUBLISHED)), file);
    }
  });
});
