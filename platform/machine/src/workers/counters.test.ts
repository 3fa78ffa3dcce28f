import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openTally } from './colour-tally.ts';
import { addCounters, NO_COUNTERS, readScrape } from './counters.ts';

/** What a worker answers to /metrics; `within` requests took at most 5 ms, the others longer than 100 ms. */
function metricsOf({ within = 0, slow = 0, failed = 0, own = 0 }): string {
  return [
    '# HELP http_requests_total Requests answered',
    `http_requests_total{method="GET",route="/v1/x",status="200",release="a"} ${within + slow - failed}`,
    `http_requests_total{method="GET",route="/v1/x",status="503",release="a"} ${failed}`,
    `http_requests_total{method="GET",route="/readyz",status="503",release="a"} ${own}`,
    `http_request_duration_seconds_bucket{le="0.005",method="GET",route="/v1/x"} ${within}`,
    `http_request_duration_seconds_bucket{le="0.1",method="GET",route="/v1/x"} ${within}`,
    `http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/v1/x"} ${within + slow}`,
    `http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/readyz"} ${own}`,
    'process_resident_memory_bytes 1000',
    'process_cpu_seconds_total{release="a"} 1.5',
    'money_invariant_holds{name="group sums",detail="group 7 is off by 1"} 0',
  ].join('\n');
}

describe('counters of a worker', () => {
  it('are read from its metrics, without what machines of ours ask', () => {
    const { counters, memoryBytes, invariants } = readScrape(metricsOf({ within: 7, slow: 2, failed: 3, own: 50 }));
    assert.deepEqual([counters.requests, counters.failures, counters.cpuMs, memoryBytes], [9, 3, 1_500, 1_000]);
    assert.deepEqual(counters.latency, { boundsMs: [5, 100], counts: [7, 0, 2] });
    assert.deepEqual(invariants, [{ name: 'group sums', holds: false, detail: 'group 7 is off by 1' }]);
  });

  it('add up, also with those of a worker that has none yet', () => {
    const { counters } = readScrape(metricsOf({ within: 2, slow: 1 }));
    assert.deepEqual(addCounters(NO_COUNTERS, counters), counters);
    assert.deepEqual(addCounters(counters, counters).latency.counts, [4, 0, 2]);
  });
});

describe('the tally of a colour', () => {
  it('leaves out what was asked before it had users', () => {
    const tally = openTally('blue', 'a', undefined);
    tally.scraped('blue-1', readScrape(metricsOf({ within: 10 })));
    assert.deepEqual([tally.reading(1_000).requests, tally.reading(1_000).ageMs], [0, 0]);
    tally.begin(1_000);
    tally.scraped('blue-1', readScrape(metricsOf({ within: 14, slow: 1 })));
    const reading = tally.reading(3_000);
    assert.deepEqual([reading.requests, reading.ageMs, reading.latency.counts], [5, 2_000, [4, 0, 1]]);
  });

  it('never falls when a worker dies, and counts what it left unanswered as failures', () => {
    const tally = openTally('blue', 'a', undefined);
    tally.scraped('blue-1', readScrape(metricsOf({})));
    tally.begin(0);
    tally.scraped('blue-1', readScrape(metricsOf({ within: 9 })));
    tally.ended('blue-1', { unanswered: 2 });
    tally.scraped('blue-2', readScrape(metricsOf({ within: 3 })));
    tally.scraped('blue-2', readScrape(metricsOf({ within: 5 })));
    const { requests, failures, crashes, latency } = tally.reading(5_000);
    assert.deepEqual([requests, failures, crashes, latency.counts], [13, 2, 1, [11, 0, 2]]);
  });

  it('goes on in the next edge where it was kept', () => {
    const tally = openTally('blue', 'a', undefined);
    tally.scraped('blue-1', readScrape(metricsOf({ within: 1 })));
    tally.begin(0);
    tally.scraped('blue-1', readScrape(metricsOf({ within: 6 })));
    const next = openTally('blue', 'a', JSON.parse(JSON.stringify(tally.keep())));
    next.scraped('blue-1', readScrape(metricsOf({ within: 8 })));
    assert.deepEqual([next.reading(2_000).requests, next.reading(2_000).ageMs], [7, 2_000]);
  });

  it('keeps a reading a second, and knows none of an age it has not reached', () => {
    const tally = openTally('blue', 'a', undefined);
    tally.begin(0);
    for (let nowMs = 0; nowMs <= 10_000; nowMs += 100) tally.reading(nowMs);
    assert.equal(tally.readingAt(4_900)?.ageMs, 4_500);
    assert.equal(tally.readingAt(60_000), undefined);
  });
});
