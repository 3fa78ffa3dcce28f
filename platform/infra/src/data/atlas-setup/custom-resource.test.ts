import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NEVER_MADE, type Resource, type ResourceEvent, serveResource } from './custom-resource.ts';

const EVENT: ResourceEvent = {
  RequestType: 'Create',
  ResponseURL: 'https://bucket.example/answer?signature=secret',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'AuditFilter',
  ResourceType: 'Custom::Thing',
  ResourceProperties: { Filter: 'x' },
};
const FIVE_MINUTES_MS = 300_000;

/** What CloudFormation heard, and what the log says, when `thing` is asked by `event`. */
async function heard(
  event: Partial<ResourceEvent>,
  thing: Partial<Resource>,
  { remainingMs = FIVE_MINUTES_MS, lost = 0 } = {},
) {
  const told: Record<string, unknown>[] = [];
  const lines: unknown[] = [];
  let toLose = lost;
  const resource = { put: async () => ({ id: 'made' }), remove: async () => undefined, ...thing };
  await serveResource(
    { ...EVENT, ...event },
    {
      resources: { 'Custom::Thing': resource },
      tell: async (url, body) => {
        assert.equal(url, EVENT.ResponseURL);
        toLose -= 1;
        if (toLose >= 0) throw new Error('the bucket did not answer');
        told.push(JSON.parse(body) as Record<string, unknown>);
      },
      remainingMs,
      log: (line) => void lines.push(line),
      backoffMs: 1,
    },
  );
  return { told: told[0] ?? {}, count: told.length, text: JSON.stringify(lines) };
}

const ADDRESS = { StackId: 'stack', RequestId: 'request', LogicalResourceId: 'AuditFilter' };

describe('a resource of ours, as CloudFormation sees it', () => {
  it('is made, with its id and attributes', async () => {
    const { told } = await heard({}, { put: async () => ({ id: 'made', attributes: { RoleId: 'r1' } }) });
    assert.deepEqual(told, { Status: 'SUCCESS', PhysicalResourceId: 'made', Data: { RoleId: 'r1' }, ...ADDRESS });
  });

  it('fails with its reason, is never left without an answer, and its address is not in the log', async () => {
    const broken = async () => Promise.reject(new Error('Atlas says no'));
    const { told, text } = await heard({}, { put: broken });
    const failed = { Status: 'FAILED', PhysicalResourceId: NEVER_MADE, Reason: 'Atlas says no' };
    assert.deepEqual(told, { ...failed, ...ADDRESS });
    assert.match(text, /Atlas says no/);
    assert.doesNotMatch(text, /signature/);
    const unknown = await heard({ ResourceType: 'Custom::Other' }, {});
    assert.match(String(unknown.told.Reason), /Custom::Other is not among Custom::Thing/);
  });

  it('answers before its time is over, whatever it waits for', async () => {
    const { told } = await heard({}, { put: () => new Promise(() => undefined) }, { remainingMs: 10_020 });
    assert.equal(told.Status, 'FAILED');
    assert.match(String(told.Reason), /longer than the function may run/);
  });

  it('keeps its id when an update fails, so that nothing is removed', async () => {
    const update = { RequestType: 'Update', PhysicalResourceId: 'before' } as const;
    const { told } = await heard(update, { put: async () => Promise.reject(new Error('no')) });
    assert.deepEqual([told.Status, told.PhysicalResourceId], ['FAILED', 'before']);
  });

  it('is removed, and what was never made is not asked to go', async () => {
    const removed: string[] = [];
    const remove: Resource['remove'] = async (_, id) => void removed.push(id);
    for (const PhysicalResourceId of ['made', NEVER_MADE]) {
      const { told } = await heard({ RequestType: 'Delete', PhysicalResourceId }, { remove });
      assert.deepEqual([told.Status, told.PhysicalResourceId], ['SUCCESS', PhysicalResourceId]);
    }
    assert.deepEqual(removed, ['made']);
  });

  it('tells again when its answer is lost, four times at most', async () => {
    assert.equal((await heard({}, {}, { lost: 2 })).count, 1);
    await assert.rejects(heard({}, {}, { lost: 4 }), /did not answer/);
  });
});
