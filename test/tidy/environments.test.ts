import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { whereIs } from '../../platform/aws/src/where.ts';
import { environments as ofInfrastructure } from '../../platform/infra/src/environments.ts';
import { nameOf } from '../../platform/infra/src/names.ts';
import { environments as ofOperations } from '../../platform/operations/src/environments.ts';

describe('environments', () => {
  it('are the same to operators and to the infrastructure: domain, features, and how far they scale', () => {
    for (const { name, domain, features, service } of Object.values(ofInfrastructure)) {
      const known = ofOperations[name];
      assert.deepEqual(
        { domain, features, min: service.minTasks, max: service.maxTasks },
        { domain: known.domain, features: known.features, min: known.scaling.min, max: known.scaling.max },
      );
    }
  });

  it('are found on AWS by the names that the infrastructure gives', () => {
    for (const environment of Object.values(ofInfrastructure)) {
      assert.deepEqual(whereIs(environment.name), {
        region: environment.region,
        cluster: nameOf(environment, 'cluster'),
        service: nameOf(environment, 'api'),
      });
    }
  });

  it('have an account, a network and a database of their own each', () => {
    const all = Object.values(ofInfrastructure);
    for (const of of [
      (it: (typeof all)[number]) => it.account,
      (it: (typeof all)[number]) => it.network.cidr,
      (it: (typeof all)[number]) => it.network.recoveryCidr,
      (it: (typeof all)[number]) => it.database.profile,
    ]) {
      assert.equal(new Set(all.map(of)).size, all.length);
    }
    const cidrs = all.flatMap(({ network }) => [network.cidr, network.recoveryCidr]);
    assert.equal(new Set(cidrs).size, cidrs.length);
  });
});
