import autocannon from 'autocannon';
import type { LoadOptions, LoadReport } from './http-load.js';
import { sendPaced } from './paced.js';
import { createCalls } from './segment-calls.js';

/** A request that is not answered within this time counts as failed, seconds. */
const TIMEOUT_SECONDS = 30;

const options: LoadOptions = JSON.parse(process.argv[2] ?? '{}');
const headers = {
  authorization: `Basic ${Buffer.from(`${options.writeKey}:`).toString('base64')}`,
  'content-type': 'application/json',
};
const path = options.batchSize === 1 ? '/v1/track' : '/v1/batch';
const report = 'requestsPerSecond' in options ? await paced(options) : await closedLoop(options);
process.stdout.write(JSON.stringify(report));

async function closedLoop(load: Exclude<LoadOptions, { requestsPerSecond: number }>): Promise<LoadReport> {
  const { url, run, seed, connections, batchSize, requests, seconds } = load;
  const calls = createCalls(run, seed, Date.now);
  const startedAtMs = Date.now();
  const result = await autocannon({
    url,
    connections,
    timeout: TIMEOUT_SECONDS,
    ...(requests !== undefined && { amount: requests }),
    ...(seconds !== undefined && { duration: seconds }),
    requests: [
      {
        method: 'POST',
        headers,
        setupRequest: (request) => ({
          ...request,
          path,
          body: batchSize === 1 ? calls.single() : calls.batch(batchSize),
        }),
      },
    ],
  });
  const { non2xx, errors, timeouts } = result;
  if (non2xx + errors + timeouts > 0) fail(`${non2xx} answers other than 2xx, ${errors} errors, ${timeouts} time-outs`);
  return {
    accepted: result['2xx'],
    events: result['2xx'] * batchSize,
    startedAtMs,
    seconds: (result.finish.getTime() - result.start.getTime()) / 1_000,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}

async function paced(load: Extract<LoadOptions, { requestsPerSecond: number }>): Promise<LoadReport> {
  const { url, run, seed, batchSize, requestsPerSecond, seconds } = load;
  let dueMs = 0;
  const calls = createCalls(run, seed, () => dueMs);
  const bodyAt = (at: number) => {
    dueMs = at;
    return batchSize === 1 ? calls.single() : calls.batch(batchSize);
  };
  const startedAtMs = Date.now();
  const { accepted, refused, ...times } = await sendPaced({ url, headers, path, bodyAt, requestsPerSecond, seconds });
  if (refused > 0) fail(`${refused} requests were not taken`);
  return {
    accepted,
    events: accepted * batchSize,
    startedAtMs,
    seconds: (Date.now() - startedAtMs) / 1_000,
    ...times,
  };
}

function fail(problem: string): never {
  process.stderr.write(`load: ${problem}\n`);
  process.exit(1);
}
