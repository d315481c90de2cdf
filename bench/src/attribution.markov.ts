import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analyse, journeyChain, PathsCsvReader, parseSpec, readPathsCsv, removalEffects } from '@stellwerk/attribution';
import { atMost, type Benchmark } from './benchmark.js';
import { shuffledLines } from './random.js';
import { overRounds } from './statistics.js';

const DATA = 'attribution/path_data.csv';
const ORDERS = [1, 2, 3, 4] as const;
/** Seconds of ChannelAttribution 2.2.4 on the same rows and 2 cores, by simulation instead of exactly. */
const PEER_SECONDS: Readonly<Record<number, number>> = { 1: 6.93, 2: 6.94, 3: 7.3 };

const benchmark: Benchmark = {
  name: 'attribution.markov',
  describe: 'Exact Markov attribution of aggregated paths on one thread: reading, counting, removal effects.',
  seed: 1,
  load: { generator: 'none: the measured process works on a file', cores: 0 },
  figures: {
    'parse and count, 1M rows': { unit: 's', aim: atMost(3) },
    ...Object.fromEntries(ORDERS.map((order) => [`order ${order}, 1M rows`, { unit: 's', aim: null }])),
    'removal effects, order 1': { unit: 'ms', aim: atMost(50) },
    'order 4, path_data.csv': { unit: 's', aim: atMost(5) },
    'resident memory, peak': { unit: 'MB', aim: null },
  },
  async run({ short, seed, folder, log, note, cut, data }) {
    const copies = short ? 10 : 100;
    const rounds = short ? 1 : 5;
    if (short) cut('100,000 rows instead of 1M, one round instead of five');
    note('1M rows = path_data.csv 100 times in shuffled order, 5.9M touches');
    note('an order on 1M rows = the file read, counted, and all removal effects solved, for conversions and value');

    const original = data(DATA);
    const file = join(folder, 'paths.csv');
    await writeFile(file, await repeated(original, copies, seed));
    const timed = async (name: string, work: () => unknown) => {
      const seconds: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const start = performance.now();
        await work();
        seconds.push((performance.now() - start) / 1_000);
      }
      log(`${name}: ${seconds.map((one) => one.toFixed(3)).join(', ')} s`);
      return { name, ...overRounds(seconds) };
    };

    const parsed = await timed('parse and count, 1M rows', async () => {
      // Counting is part of reading: equal paths are added up as they come.
      const reader = new PathsCsvReader();
      for await (const text of createReadStream(file, { encoding: 'utf8', highWaterMark: 1_048_576 }))
        reader.read(text);
      return reader.finish();
    });
    const large = [];
    for (const order of ORDERS) {
      const name = `order ${order}, 1M rows`;
      const peer = PEER_SECONDS[order];
      const spec = parseSpec({ model: 'markov', order });
      const figure = await timed(name, async () => analyse(await readPathsCsv(file), spec));
      large.push({ ...figure, ...(peer !== undefined && { peer: { name: 'ChannelAttribution 2.2.4', value: peer } }) });
    }
    const chain = journeyChain(await readPathsCsv(file), { order: 1, nulls: true });
    const effects = await timed('removal effects, order 1', () => removalEffects(chain));
    const highest = await timed('order 4, path_data.csv', async () =>
      analyse(await readPathsCsv(original), parseSpec({ model: 'markov', order: 4 })),
    );
    const inMs = { ...effects, value: effects.value * 1_000, low: effects.low * 1_000, high: effects.high * 1_000 };
    const memory = { name: 'resident memory, peak', value: process.resourceUsage().maxRSS / 1_024, n: 1 };
    return [parsed, ...large, inMs, highest, memory];
  },
};

/** The rows of a CSV file so many times, shuffled, below its header. */
async function repeated(file: string, copies: number, seed: number): Promise<string> {
  const [header = '', ...rows] = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const all = Array.from({ length: copies }, () => rows).flat();
  return shuffledLines([header, ...all].join('\n'), seed);
}

export default benchmark;
