import { compileMix, fillDefaults, fitModel, type Panel, readSpec } from '@stellwerk/mmm';
import { RandomStream } from '@stellwerk/statistics';
import type { Benchmark, Measurement } from './benchmark.js';

/** Geos, weeks and channels, up to the largest that is asked for. */
const SIZES = [
  [1, 104, 5],
  [1, 208, 20],
  [10, 104, 5],
  [10, 156, 10],
  [40, 156, 5],
  [40, 156, 20],
  [100, 156, 10],
  [210, 208, 5],
  [210, 208, 20],
] as const;
type Size = (typeof SIZES)[number];
const title = ([geos, weeks, channels]: Size) => `${geos} × ${weeks} × ${channels}`;
/** Sizes whose whole fit is timed, too. */
const FITTED: readonly string[] = ['1 × 104 × 5', '10 × 104 × 5', '40 × 156 × 5', '210 × 208 × 20'];

const benchmark: Benchmark = {
  name: 'mmm.scaling',
  describe: 'How time and memory grow with geos × weeks × channels: one gradient, and 100 + 100 iterations of a chain.',
  seed: 3,
  load: { generator: 'none: the measured process computes on one core', cores: 0 },
  figures: Object.fromEntries([
    ...SIZES.map((size) => [`${title(size)}: time per gradient`, { unit: 'ms', aim: null }]),
    ...SIZES.map((size) => [`${title(size)}: time per gradient and 1,000 cells`, { unit: 'µs', aim: null }]),
    ...FITTED.flatMap((size) => [
      [`${size}: time of 100 + 100 iterations`, { unit: 's', aim: null }],
      [`${size}: gradients of them`, { unit: 'gradients', aim: null }],
    ]),
    ['resident memory after the largest', { unit: 'MB', aim: null }],
  ]),
  async run({ short, seed, log, note, cut }) {
    const sizes = short ? SIZES.slice(0, 5) : SIZES;
    if (short) cut('the four largest sizes, whose figures are 0');
    note('simulated panels; a cell = one geo and week of one channel; defaults of the specification, one control');
    const figures: Measurement[] = [];
    for (const size of SIZES) {
      const [geos, weeks, channels] = size;
      const isMeasured = sizes.includes(size);
      const ms = isMeasured ? gradientMs(size, seed) : 0;
      if (isMeasured) log(`${title(size)}: ${ms.toFixed(3)} ms per gradient`);
      figures.push({ name: `${title(size)}: time per gradient`, value: ms, n: 1 });
      const cells = (geos * weeks * channels) / 1_000;
      figures.push({ name: `${title(size)}: time per gradient and 1,000 cells`, value: (1_000 * ms) / cells, n: 1 });
      if (!FITTED.includes(title(size))) continue;
      const fit = isMeasured ? await shortFit(size, seed) : { seconds: 0, gradients: 0 };
      log(`${title(size)}: ${fit.seconds.toFixed(1)} s, ${fit.gradients} gradients`);
      figures.push({ name: `${title(size)}: time of 100 + 100 iterations`, value: fit.seconds, n: 1 });
      figures.push({ name: `${title(size)}: gradients of them`, value: fit.gradients, n: 1 });
    }
    const memory = process.resourceUsage().maxRSS / 1_024;
    return [...figures, { name: 'resident memory after the largest', value: memory, n: 1 }];
  },
};

/** The quickest of several rounds: others wait for the machine. */
function gradientMs(size: Size, seed: number): number {
  const { spec, panel } = simulated(size, seed);
  const { density } = compileMix(spec, panel);
  const position = new Float64Array(density.dimension);
  const gradient = new Float64Array(density.dimension);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 15; round++) {
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < 150) {
      position[0] = 0.001 * count++;
      density.evaluate(position, gradient);
    }
    best = Math.min(best, (performance.now() - start) / count);
  }
  return best;
}

async function shortFit(size: Size, seed: number) {
  const { spec, panel } = simulated(size, seed);
  const start = performance.now();
  const { sampling } = await fitModel(
    { ...spec, sampling: { ...spec.sampling, chains: 1, warmup: 100, draws: 100, seed } },
    panel,
  );
  const { warmup, sampling: kept } = sampling.gradients;
  return { seconds: (performance.now() - start) / 1_000, gradients: warmup + kept };
}

function simulated([geos, weeks, channels]: Size, seed: number) {
  const random = new RandomStream(seed);
  const size = geos * weeks;
  const columns = new Map<string, Float64Array>([
    ['control', Float64Array.from({ length: size }, () => random.normal())],
  ]);
  for (let channel = 0; channel < channels; channel++)
    columns.set(
      `media${channel}`,
      Float64Array.from({ length: size }, () => (random.uniform() < 0.2 ? 0 : 1_000 * random.exponential())),
    );
  const population = Float64Array.from({ length: geos }, () => 1e5 * (1 + 5 * random.uniform()));
  const outcome = Float64Array.from({ length: size }, (_, at) => {
    const geo = Math.floor(at / weeks);
    let media = 0;
    for (const [name, values] of columns) {
      const value = values[at] ?? 0;
      if (name !== 'control') media += value / (value + 1_500);
    }
    const season = Math.sin((2 * Math.PI * (at % weeks)) / 52);
    return ((population[geo] ?? 1) / 100) * (5 + season + media / channels + 0.5 * random.normal());
  });
  const panel: Panel = {
    grain: 'week',
    dates: Array.from({ length: weeks }, (_, week) =>
      new Date(Date.UTC(2021, 0, 4 + 7 * week)).toISOString().slice(0, 10),
    ),
    geos: geos === 1 ? ['national'] : Array.from({ length: geos }, (_, geo) => `geo ${geo + 1}`),
    population: geos === 1 ? null : population,
    outcome,
    valuePerUnit: null,
    columns,
    currency: 'EUR',
    dataHash: '',
  };
  const input = readSpec({
    data: { date: 'date', ...(geos > 1 && { geo: 'geo', population: 'population' }) },
    outcome: { column: 'sales', unit: 'money' },
    paid: Array.from({ length: channels }, (_, channel) => ({ spend: `media${channel}` })),
    controls: [{ column: 'control' }],
  });
  return { spec: fillDefaults(input, panel), panel };
}

export default benchmark;
