import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { startLine, WRITE_KEY } from './line-stack.js';
import { sendLoad } from './load/http-load.js';
import { Queryable } from './queryable.js';
import { slope } from './statistics.js';

const SERVICES = ['tracking', 'identity', 'warehouse'] as const;
const SHARE_OF_MAXIMUM = 0.7;
const BATCH = 20;
const SAMPLE_EVERY_MS = 5_000;
const BYTES_PER_MEGABYTE = 1_000_000;

const growth = (service: string) => `growth of ${service} over the last two thirds`;
const peak = (service: string) => `largest resident memory of ${service}`;

const figures: Record<string, FigurePlan> = {
  'measured maximum': { unit: 'events/s', aim: null },
  'load held': { unit: 'events/s', aim: null },
  'requests answered, p50': { unit: 'ms', aim: null },
  'requests answered, p99': { unit: 'ms', aim: null },
  'time until the last event was queryable': { unit: 's', aim: null },
};
for (const service of SERVICES) {
  figures[growth(service)] = { unit: 'MB', aim: atMost(30) };
  figures[peak(service)] = { unit: 'MB', aim: atMost(300) };
}

const benchmark: Benchmark = {
  name: 'tracking.soak',
  describe: 'A quarter of an hour at 70 % of what the whole line carries: memory and answering times.',
  seed: 1,
  load: { generator: 'autocannon in a process of its own', cores: 1 },
  figures,
  async run({ short, seed, folder, log, note, cut }) {
    const seconds = short ? 60 : 900;
    if (short) cut('one minute instead of fifteen');
    note(
      'maximum = events of a load as fast as the door answers / time until the last is queryable, all parts running',
    );
    note(
      `batches of ${BATCH}; growth = straight line through the resident memory, read every five seconds, times the span`,
    );
    const stack = await startLine(folder);
    const queryable = new Queryable(stack);
    try {
      const load = { url: stack.url('tracking'), writeKey: WRITE_KEY, seed, connections: 16, batchSize: BATCH };
      const began = performance.now();
      // A load that ends by the clock leaves requests that are taken and never answered: what is waited for must be known.
      const all = await sendLoad({ ...load, run: 'maximum', requests: short ? 1_000 : 4_000 });
      await queryable.until(all.events);
      const maximum = all.events / ((performance.now() - began) / 1_000);
      log(`maximum ${Math.round(maximum)} events/s`);

      const samples = new Map<string, [seconds: number, megabytes: number][]>(SERVICES.map((name) => [name, []]));
      let isOver = false;
      const startedMs = performance.now();
      const sampling = (async () => {
        while (!isOver) {
          for (const [name, series] of samples) {
            const pid = stack.status.find((part) => part.name === name)?.pid ?? 0;
            series.push([(performance.now() - startedMs) / 1_000, residentBytes(pid) / BYTES_PER_MEGABYTE]);
          }
          await sleep(SAMPLE_EVERY_MS);
        }
      })();
      const requestsPerSecond = Math.max(1, Math.floor((maximum * SHARE_OF_MAXIMUM) / BATCH));
      const held = await sendLoad({ ...load, run: 'soak', seconds, requestsPerSecond });
      isOver = true;
      await sampling;
      const endedMs = performance.now();
      await queryable.until(all.events + held.events);
      return [
        once('measured maximum', maximum),
        once('load held', held.events / held.seconds),
        { name: 'requests answered, p50', value: held.p50Ms, n: held.accepted },
        { name: 'requests answered, p99', value: held.p99Ms, n: held.accepted },
        once('time until the last event was queryable', (performance.now() - endedMs) / 1_000),
        ...SERVICES.flatMap((name) => memoryOf(name, samples.get(name) ?? [])),
      ];
    } finally {
      await queryable.close();
      await stack.stop();
    }
  },
};

function memoryOf(service: string, series: readonly [seconds: number, megabytes: number][]): Measurement[] {
  const settled = series.slice(Math.floor(series.length / 3));
  const span = (settled.at(-1)?.[0] ?? 0) - (settled[0]?.[0] ?? 0);
  return [
    { name: growth(service), value: slope(settled) * span, n: settled.length },
    { name: peak(service), value: Math.max(...series.map(([, megabytes]) => megabytes)), n: series.length },
  ];
}

function residentBytes(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}

const once = (name: string, value: number): Measurement => ({ name, value, n: 1 });

export default benchmark;
