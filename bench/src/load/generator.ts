import autocannon from 'autocannon';
import type { LoadOptions, LoadReport } from './http-load.js';
import { sendPaced } from './paced.js';
import { createRequests, type ProtocolLoad } from './protocol-requests.js';

/** A request that is not answered within this time counts as failed, seconds. */
const TIMEOUT_SECONDS = 30;

const options: LoadOptions = JSON.parse(process.argv[2] ?? '{}');
const { protocol = 'segment', writeKey, run, seed, batchSize } = options;
const report = 'requestsPerSecond' in options ? await paced(options) : await closedLoop(options);
process.stdout.write(JSON.stringify(report));

async function closedLoop(load: Exclude<LoadOptions, { requestsPerSecond: number }>): Promise<LoadReport> {
  const { url, connections, requests, seconds } = load;
  const next = requestsOf(Date.now);
  const startedAtMs = Date.now();
  const result = await autocannon({
    url,
    connections,
    timeout: TIMEOUT_SECONDS,
    ...(requests !== undefined && { amount: requests }),
    ...(seconds !== undefined && { duration: seconds }),
    requests: [{ method: 'POST', setupRequest: (request) => ({ ...request, ...next() }) }],
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
  const { url, requestsPerSecond, seconds } = load;
  let dueMs = 0;
  const next = requestsOf(() => dueMs);
  const requestAt = (at: number) => {
    dueMs = at;
    return next();
  };
  const startedAtMs = Date.now();
  const { accepted, refused, ...times } = await sendPaced({ url, requestAt, requestsPerSecond, seconds });
  if (refused > 0) fail(`${refused} requests were not taken`);
  return {
    accepted,
    events: accepted * batchSize,
    startedAtMs,
    seconds: (Date.now() - startedAtMs) / 1_000,
    ...times,
  };
}

/** Requests of the protocol, on another path where one is given. */
function requestsOf(nowMs: () => number): () => ProtocolLoad {
  const next = createRequests({ protocol, writeKey, run, seed, batchSize, nowMs });
  const { path } = options;
  return path === undefined ? next : () => ({ ...next(), path });
}

function fail(problem: string): never {
  process.stderr.write(`load: ${problem}\n`);
  process.exit(1);
}
