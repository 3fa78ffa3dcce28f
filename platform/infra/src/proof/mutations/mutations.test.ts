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

/** Computing every way through the network takes longer than all other guards together: it is asked when they are silent. */
const COSTLY = guards.filter(({ title }) => title.startsWith('A7: '));
const QUICK = guards.filter((guard) => !COSTLY.includes(guard));

/** The titles of the guards that complain of `estate`. */
function complaining(estate: Estate): readonly string[] {
  const titlesOf = (asked: typeof guards) =>
    asked.filter(({ complaints }) => complaints(estate).length > 0).map(({ title }) => title);
  const quick = titlesOf(QUICK);
  return quick.length > 0 ? quick : titlesOf(COSTLY);
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

  it('every named mistake is found by at least one of them, and each of them finds one', () => {
    assert.ok(all.length >= MUTATIONS_MIN, `${all.length} mistakes`);
    assert.equal(new Set(all.map(({ title }) => title)).size, all.length);
    const found = all.map(({ title, of }) => ({ title, by: complaining(of(production)) }));
    assert.deepEqual(
      found.filter(({ by }) => by.length === 0).map(({ title }) => title),
      [],
    );
    const heard = new Set(found.flatMap(({ by }) => by));
    assert.deepEqual(
      guards.filter(({ title }) => !heard.has(title)).map(({ title }) => title),
      [],
      'guards that no mistake makes complain',
    );
  });

  it('a change that harms nothing is no complaint, and one that fits nothing is an error', () => {
    const renamed = changed(production, 'AWS::ECS::Service', /./, ['ServiceName'], 'another');
    assert.deepEqual(complaintsOf(renamed, guards), []);
    assert.throws(() => changed(production, 'AWS::ECS::Service', /^Nobody/, ['ServiceName'], ''), /Nobody/);
  });
});
