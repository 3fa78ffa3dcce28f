import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Asked, ATTEMPTS_MAX, smokeTest } from './smoke-test.ts';

const [BLUE, GREEN] = ['arn:aws:ecs:revision/blue', 'arn:aws:ecs:revision/green'] as const;

const event = (attempts?: number) => ({
  executionId: 'e-1',
  lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
  hookDetails: { release: '1.4.2', ...(attempts === undefined ? {} : { attempts }) },
});

function green(answers: Readonly<Record<string, Asked>>) {
  const lines: Readonly<Record<string, unknown>>[] = [];
  const ask = async (path: string) => {
    const answer = answers[path];
    if (!answer) throw new Error('connection refused');
    return answer;
  };
  return { ask, lines, log: (line: Readonly<Record<string, unknown>>) => void lines.push(line) };
}

const ready = { status: 200, body: '{"status":"ready"}' };
const currencies = { status: 200, body: '[{"code":"EUR"}]' };
const runs = (version: string) => ({ status: 200, body: JSON.stringify({ version }) });

describe('smoke test of a deployment', () => {
  it('lets users meet a release that is ready and is the one deployed', async () => {
    const needs = green({ '/readyz': ready, '/version': runs('1.4.2'), '/v1/currencies': currencies });
    assert.deepEqual(await smokeTest(event(), needs), { hookStatus: 'SUCCEEDED' });
  });

  it('D4: works the same at a first deployment, when no release has users yet', async () => {
    const executionDetails = {
      targetServiceRevisionArn: GREEN,
      testTrafficWeights: {},
      productionTrafficWeights: {},
    };
    const needs = green({ '/readyz': ready, '/version': runs('1.4.2'), '/v1/currencies': currencies });
    assert.deepEqual(await smokeTest({ ...event(), executionDetails }, needs), { hookStatus: 'SUCCEEDED' });
    const down = await smokeTest({ ...event(ATTEMPTS_MAX - 1), executionDetails }, green({}));
    assert.deepEqual(down, { hookStatus: 'FAILED' });
  });

  it('D4: lets a rollback pass without asking the release that users leave, and never a release they come to', async () => {
    for (const [lifecycleStage, weights] of [
      ['TEST_TRAFFIC_SHIFT', 'testTrafficWeights'],
      ['PRODUCTION_TRAFFIC_SHIFT', 'productionTrafficWeights'],
    ] as const) {
      const shift = (toGreen: number) => ({
        ...event(ATTEMPTS_MAX - 1),
        lifecycleStage,
        executionDetails: { targetServiceRevisionArn: GREEN, [weights]: { [GREEN]: toGreen, [BLUE]: 100 - toGreen } },
      });
      assert.deepEqual(await smokeTest(shift(0), green({})), { hookStatus: 'SUCCEEDED' });
      assert.deepEqual(await smokeTest(shift(10), green({})), { hookStatus: 'FAILED' });
    }
    const elsewhere = { targetServiceRevisionArn: GREEN, productionTrafficWeights: { [GREEN]: 0 } };
    const before = await smokeTest({ ...event(ATTEMPTS_MAX - 1), executionDetails: elsewhere }, green({}));
    assert.deepEqual(before, { hookStatus: 'FAILED' }, 'before users are moved a new release has none, and is asked');
  });

  it('refuses a release that is ready and answers nothing of the product', async () => {
    const needs = green({ '/readyz': ready, '/version': runs('1.4.2'), '/v1/currencies': { status: 500, body: '' } });
    assert.deepEqual(await smokeTest(event(ATTEMPTS_MAX - 1), needs), { hookStatus: 'FAILED' });
    assert.equal(needs.lines[0]?.message, 'knows no currency: 500');
  });

  it('asks again later while another release answers, and remembers how often', async () => {
    const answer = await smokeTest(event(2), green({ '/readyz': ready, '/version': runs('1.4.1') }));
    assert.deepEqual(answer, {
      hookStatus: 'IN_PROGRESS',
      callBackDelay: 15,
      hookDetails: { release: '1.4.2', attempts: 3 },
    });
  });

  it('gives up after its last attempt, and says in its log what was wrong', async () => {
    const needs = green({ '/readyz': { status: 503, body: 'store' } });
    assert.deepEqual(await smokeTest(event(ATTEMPTS_MAX - 1), needs), { hookStatus: 'FAILED' });
    assert.equal(needs.lines[0]?.message, 'not ready: 503 store');
  });

  it('takes a refused connection for a release that is not there yet', async () => {
    assert.equal((await smokeTest(event(), green({}))).hookStatus, 'IN_PROGRESS');
  });

  it('fails at once when it was not told which release to expect', async () => {
    const needs = green({ '/readyz': ready, '/version': runs('1.4.2'), '/v1/currencies': currencies });
    const answer = await smokeTest({ executionId: 'e', lifecycleStage: 'x' }, needs);
    assert.deepEqual(answer, { hookStatus: 'FAILED' });
  });
});
