import autocannon from 'autocannon';
import type { LoadOptions, LoadReport } from './http-load.js';
import { createCalls } from './segment-calls.js';

/** A request that is not answered within this time counts as failed, seconds. */
const TIMEOUT_SECONDS = 30;

const options: LoadOptions = JSON.parse(process.argv[2] ?? '{}');
const { url, writeKey, run, seed, connections, batchSize, requests, seconds, requestsPerSecond } = options;
const calls = createCalls(run, seed, Date.now);
const headers = {
  authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
  'content-type': 'application/json',
};
const nextRequest = () =>
  batchSize === 1 ? { path: '/v1/track', body: calls.single() } : { path: '/v1/batch', body: calls.batch(batchSize) };
const result = await autocannon({
  url,
  connections,
  timeout: TIMEOUT_SECONDS,
  ...(requests !== undefined && { amount: requests }),
  ...(seconds !== undefined && { duration: seconds }),
  ...(requestsPerSecond !== undefined && { overallRate: requestsPerSecond }),
  requests: [
    {
      method: 'POST',
      headers,
      setupRequest: (request) => ({ ...request, ...nextRequest() }),
    },
  ],
});
if (result.non2xx + result.errors + result.timeouts > 0) {
  const { non2xx, errors, timeouts } = result;
  process.stderr.write(`load: ${non2xx} answers other than 2xx, ${errors} errors, ${timeouts} time-outs\n`);
  process.exit(1);
}
const report: LoadReport = {
  accepted: result['2xx'],
  events: result['2xx'] * batchSize,
  seconds: (result.finish.getTime() - result.start.getTime()) / 1000,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
};
process.stdout.write(JSON.stringify(report));
