import { type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { startLine, swallowTraces, WRITE_KEY } from './line-stack.js';
import { type LoadReport, sendLoad } from './load/http-load.js';
import { type LoadProtocol, largestBatch, loadProtocols } from './load/protocol-requests.js';

const BATCH_SIZES = [1, 20, 100] as const;

const sizesOf = (protocol: LoadProtocol) => BATCH_SIZES.filter((size) => size <= (largestBatch[protocol] ?? size));
const nameOf = (protocol: LoadProtocol, size: number) =>
  `${protocol}, ${size === 1 ? 'one event' : `batches of ${size}`}`;
const unitOf = (size: number) => (size === 1 ? 'requests/s' : 'events/s');

const benchmark: Benchmark = {
  name: 'tracking.protocols',
  describe: 'What the door takes in each protocol, each answer after acks=all of the broker.',
  seed: 1,
  load: { generator: 'autocannon in a process of its own', cores: 1 },
  figures: Object.fromEntries(
    loadProtocols.flatMap((protocol) =>
      sizesOf(protocol).flatMap((size): [string, FigurePlan][] => [
        [nameOf(protocol, size), { unit: unitOf(size), aim: null }],
        [`${nameOf(protocol, size)}, p99`, { unit: 'ms', aim: null }],
      ]),
    ),
  ),
  async run({ short, seed, folder, log, note, cut }) {
    const seconds = short ? 3 : 15;
    if (short) cut('3 s for each protocol and size instead of 15 s');
    note('broker and tracking run, de-duplication behind the door included; consent, minimisation and limits are on');
    note(
      'GA4 takes at most 25 events in a request, all of one client; the others mix about as many visitors as events',
    );
    const stack = await startLine(folder, ['kafka', 'tracking']);
    const stopTraces = await swallowTraces(stack.ports.otlp);
    try {
      const load = (run: string, protocol: LoadProtocol, batchSize: number, duration: number): Promise<LoadReport> => {
        const connections = batchSize === 1 ? 50 : 20;
        const url = stack.url('tracking');
        return sendLoad({ url, writeKey: WRITE_KEY, run, seed, protocol, batchSize, connections, seconds: duration });
      };
      await load('warm-up', 'segment', 100, short ? 2 : 5);
      const measured: Measurement[] = [];
      for (const protocol of loadProtocols) {
        for (const size of sizesOf(protocol)) {
          const report = await load(`${protocol}-${size}`, protocol, size, seconds);
          const rate = (size === 1 ? report.accepted : report.events) / report.seconds;
          log(`${nameOf(protocol, size)}: ${Math.round(rate)} ${unitOf(size)}, p99 ${report.p99Ms} ms`);
          measured.push({ name: nameOf(protocol, size), value: rate, n: report.accepted });
          measured.push({ name: `${nameOf(protocol, size)}, p99`, value: report.p99Ms, n: report.accepted });
        }
      }
      return measured;
    } finally {
      stopTraces();
      await stack.stop();
    }
  },
};

export default benchmark;
