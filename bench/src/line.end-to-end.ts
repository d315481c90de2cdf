import { atLeast, atMost, type Benchmark } from './benchmark.js';
import { startLine, WRITE_KEY } from './line-stack.js';
import { sendLoad } from './load/http-load.js';
import { Queryable } from './queryable.js';
import { quantile } from './statistics.js';

const benchmark: Benchmark = {
  name: 'line.end-to-end',
  describe: 'Events from HTTP through Kafka, de-duplication and identity into ClickHouse, all parts running.',
  seed: 1,
  load: { generator: 'autocannon in a process of its own', cores: 1 },
  figures: {
    'sustained into ClickHouse': { unit: 'events/s', aim: atLeast(5_000) },
    'HTTP to queryable at 1,000 events/s, p50': { unit: 'ms', aim: null },
    'HTTP to queryable at 1,000 events/s, p95': { unit: 'ms', aim: atMost(2_000) },
    'HTTP to queryable at 1,000 events/s, p99': { unit: 'ms', aim: null },
  },
  async run({ short, seed, folder, log, note, cut }) {
    const rounds = short ? 1 : 3;
    const requests = short ? 300 : 2_000;
    const pacedSeconds = short ? 10 : 60;
    if (short) cut('one round of 30,000 events instead of three of 200,000; 10 s of paced load instead of 60 s');
    note('sustained = events / (last event queryable − first request), so what waits at the end counts in');
    note('ten thousand visitors, every twentieth event with a login; batches of 100 events of about 100 visitors');
    note('queryable = the insert of the ledger row, which follows the curated rows; times of one clock');
    const stack = await startLine(folder);
    const queryable = new Queryable(stack);
    try {
      const load = { url: stack.url('tracking'), writeKey: WRITE_KEY, seed };
      let sent = 0;
      const send = async (
        run: string,
        shape: {
          connections: number;
          batchSize: number;
          requests?: number;
          seconds?: number;
          requestsPerSecond?: number;
        },
      ) => {
        const began = performance.now();
        const report = await sendLoad({ ...load, run, ...shape });
        sent += report.events;
        await queryable.until(sent);
        const seconds = (performance.now() - began) / 1_000;
        log(
          `${run}: ${report.events} events acknowledged in ${report.seconds.toFixed(1)} s, queryable after ${seconds.toFixed(1)} s`,
        );
        return report.events / seconds;
      };
      await send('warm-up', { connections: 8, batchSize: 100, requests: 100 });
      const rates: number[] = [];
      for (let round = 1; round <= rounds; round++) {
        rates.push(await send(`round-${round}`, { connections: 16, batchSize: 100, requests }));
      }
      await send('paced', { connections: 8, batchSize: 10, seconds: pacedSeconds, requestsPerSecond: 100 });
      const latencies = await queryable.latencies('paced');
      const latency = (name: string, q: number) => ({
        name: `HTTP to queryable at 1,000 events/s, ${name}`,
        value: quantile(latencies, q),
        n: latencies.length,
      });
      return [
        {
          name: 'sustained into ClickHouse',
          value: quantile(rates, 0.5),
          n: rates.length,
          low: Math.min(...rates),
          high: Math.max(...rates),
        },
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
