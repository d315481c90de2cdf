import { atLeast, atMost, type Benchmark } from './benchmark.js';
import { startLine, WRITE_KEY } from './line-stack.js';
import { type LoadReport, sendLoad } from './load/http-load.js';
import { Queryable } from './queryable.js';
import { overRounds, quantile } from './statistics.js';

/** Twice the aim: what the line cannot take waits in Kafka, and counts in at the end. */
const OFFERED = { batchSize: 100, requestsPerSecond: 100 };
const PACED = { batchSize: 10, requestsPerSecond: 100 };

const benchmark: Benchmark = {
  name: 'line.end-to-end',
  describe: 'Events from HTTP through Kafka, de-duplication and identity into ClickHouse, all parts running.',
  seed: 1,
  load: { generator: 'a process of its own, requests at even distances (open loop)', cores: 1 },
  figures: {
    'sustained into ClickHouse': { unit: 'events/s', aim: atLeast(5_000) },
    'queryable after the last request': { unit: 's', aim: null },
    'HTTP to queryable at 1,000 events/s, p50': { unit: 'ms', aim: null },
    'HTTP to queryable at 1,000 events/s, p95': { unit: 'ms', aim: atMost(2_000) },
    'HTTP to queryable at 1,000 events/s, p99': { unit: 'ms', aim: null },
  },
  async run({ short, seed, folder, log, note, cut }) {
    const rounds = short ? 1 : 3;
    const offeredSeconds = short ? 10 : 20;
    const pacedSeconds = short ? 10 : 60;
    if (short) cut('one round of 10 s instead of three of 20 s; 10 s of paced load instead of 60 s');
    note(
      'sustained: 10,000 events/s are offered until a round has sent 200,000; events / (last event queryable − first request)',
    );
    note('ten thousand visitors, every twentieth event with a login; batches of 100 events of about 100 visitors');
    note(
      'HTTP to queryable: from when a request of 10 events was due until a query, repeated ten times a second, found its events',
    );
    const stack = await startLine(folder);
    const queryable = new Queryable(stack);
    try {
      let sent = 0;
      const send = async (
        run: string,
        shape: typeof OFFERED,
        seconds: number,
      ): Promise<LoadReport & { readonly foundAtMs: number }> => {
        const load = { url: stack.url('tracking'), writeKey: WRITE_KEY, seed, run, seconds };
        const report = await sendLoad({ ...load, ...shape });
        sent += report.events;
        const foundAtMs = await queryable.until(sent);
        const total = (foundAtMs - report.startedAtMs) / 1_000;
        log(
          `${run}: ${report.events} events sent in ${report.seconds.toFixed(1)} s, queryable after ${total.toFixed(1)} s`,
        );
        return { ...report, foundAtMs };
      };
      await send('warm-up', PACED, pacedSeconds);
      const offered = [];
      for (let round = 1; round <= rounds; round++) offered.push(await send(`round-${round}`, OFFERED, offeredSeconds));
      const rates = offered.map(({ events, foundAtMs, startedAtMs }) => (events * 1_000) / (foundAtMs - startedAtMs));
      const behind = offered.map((report) => (report.foundAtMs - report.startedAtMs) / 1_000 - report.seconds);
      const watch = await queryable.watch('paced');
      const { events } = await send('paced', PACED, pacedSeconds);
      const times = await watch.end();
      if (times.length !== events) throw new Error(`${times.length} of ${events} events were seen`);
      const latency = (name: string, q: number) => ({
        name: `HTTP to queryable at 1,000 events/s, ${name}`,
        value: quantile(times, q),
        n: times.length,
      });
      return [
        { name: 'sustained into ClickHouse', ...overRounds(rates) },
        { name: 'queryable after the last request', ...overRounds(behind) },
        latency('p50', 0.5),
        latency('p95', 0.95),
        latency('p99', 0.99),
      ];
    } finally {
      await queryable.close();
      await stack.stop();
    }
  },
};

export default benchmark;
