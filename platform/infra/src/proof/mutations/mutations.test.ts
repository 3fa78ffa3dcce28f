import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type EnvironmentName, environments } from '../../environments.ts';
import { estateOf } from '../../testing/templates.ts';
import { complaintsOf, guardsOf } from '../guards/all-guards.ts';
import type { Estate } from '../read-estate.ts';
import { changed } from './change.ts';
import { ofRunning } from './of-running.ts';
import { ofStores } from './of-stores.ts';
import { ofWatching } from './of-watching.ts';

const ENVIRONMENTS: readonly EnvironmentName[] = ['development', 'staging', 'production'];
const MUTATIONS_MIN = 60;
const lists = { door: environments.production.network.doorPrefixList };
const production = estateOf('production');
const guards = guardsOf('production', lists);
const all = [...ofRunning, ...ofStores, ...ofWatching];

function isFound(estate: Estate): boolean {
  return guards.some(({ complaints }) => complaints(estate).length > 0);
}

describe('guards', () => {
  for (const environment of ENVIRONMENTS) {
    it(`every guard holds in ${environment}`, () => {
      assert.deepEqual(complaintsOf(estateOf(environment), guardsOf(environment, lists)), []);
    });
  }

  it('each has a title of its own that begins with the rows it stands for', () => {
    const titles = guards.map(({ title }) => title);
    assert.equal(new Set(titles).size, titles.length);
    for (const title of titles) assert.match(title, /^[A-N]\d+(, [A-N]\d+)*: \S/);
  });

  it('every named mistake is found by at least one of them', () => {
    assert.ok(all.length >= MUTATIONS_MIN, `${all.length} mistakes`);
    assert.equal(new Set(all.map(({ title }) => title)).size, all.length);
    const unseen = all.filter(({ of }) => !isFound(of(production)));
    assert.deepEqual(
      unseen.map(({ title }) => title),
      [],
    );
  });

  it('a change that harms nothing is no complaint, and one that fits nothing is an error', () => {
    const renamed = changed(production, 'AWS::ECS::Service', /./, ['ServiceName'], 'another');
    assert.deepEqual(complaintsOf(renamed, guards), []);
    assert.throws(() => changed(production, 'AWS::ECS::Service', /^Nobody/, ['ServiceName'], ''), /Nobody/);
  });
});
