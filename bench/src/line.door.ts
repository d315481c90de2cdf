import { atLeast, type Benchmark } from './benchmark.js';
import { startLine, swallowTraces, WRITE_KEY } from './line-stack.js';
import { type LoadReport, sendLoad } from './load/http-load.js';
import { overRounds } from './statistics.js';

const SINGLE = { connections: 50, batchSize: 1 };
const BATCH = { connections: 20, batchSize: 100 };

const benchmark: Benchmark = {
  name: 'line.door',
  describe: 'What the door takes over HTTP, each answer after acks=all of the broker.',
  seed: 1,
  load: { generator: 'autocannon in a process of its own', cores: 1 },
  figures: {
    'single events': { unit: 'requests/s', aim: atLeast(2_000) },
    'single events, p50': { unit: 'ms', aim: null },
    'single events, p99': { unit: 'ms', aim: null },
    'batches of 100': { unit: 'events/s', aim: atLeast(20_000) },
    'batches of 100, p50': { unit: 'ms', aim: null },
    'batches of 100, p99': { unit: 'ms', aim: null },
  },
  async run({ short, seed, folder, log, note, cut }) {
    const rounds = short ? 1 : 3;
    const seconds = short ? 5 : 20;
    if (short) cut('one round of 5 s instead of three of 20 s');
    note('broker and tracking run, de-duplication behind the door included; the other services do not');
    note('each batch holds calls of about 100 different visitors');

    const stack = await startLine(folder, ['kafka', 'tracking']);
    const stopTraces = await swallowTraces(stack.ports.otlp);
    try {
      const load = async (run: string, shape: typeof SINGLE, duration: number) => {
        const report = await sendLoad({
          url: stack.url('tracking'),
          writeKey: WRITE_KEY,
          run,
          seed,
          seconds: duration,
          ...shape,
        });
        log(`${run}: ${Math.round(report.events / report.seconds)} events/s, p50 ${report.p50Ms} ms`);
        return report;
      };
      const repeat = async (name: string, shape: typeof SINGLE) => {
        await load(`${name}-warm-up`, shape, 5);
        const reports: LoadReport[] = [];
        for (let round = 1; round <= rounds; round++) reports.push(await load(`${name}-${round}`, shape, seconds));
        return reports;
      };
      const singles = await repeat('single', SINGLE);
      const batches = await repeat('batch', BATCH);
      const figure = (name: string, reports: readonly LoadReport[], pick: (report: LoadReport) => number) => ({
        name,
        ...overRounds(reports.map(pick)),
      });
      return [
        figure('single events', singles, (report) => report.accepted / report.seconds),
        figure('single events, p50', singles, (report) => report.p50Ms),
        figure('single events, p99', singles, (report) => report.p99Ms),
        figure('batches of 100', batches, (report) => report.events / report.seconds),
        figure('batches of 100, p50', batches, (report) => report.p50Ms),
        figure('batches of 100, p99', batches, (report) => report.p99Ms),
      ];
    } finally {
      stopTraces();
      await stack.stop();
    }
  },
};

export default benchmark;
