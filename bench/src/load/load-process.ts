import autocannon, { type Options } from 'autocannon';

// A process of its own, so that making requests takes no time from those who answer or measure them.
process.once('message', async (options: Options) => {
  const result = await autocannon(options);
  process.send?.({
    perSecond: result['2xx'] / result.duration,
    answered: result['2xx'],
    failed: result.errors + result.non2xx,
    p99Ms: result.latency.p99,
  });
  process.disconnect();
});
