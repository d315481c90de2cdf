import {
  createDensity,
  DENSITY_MODULE,
  dataColumnsOf,
  diagnosticsOf,
  type FittedMix,
  fillDefaults,
  fitModel,
  type Panel,
  readPanelCsv,
  readSpec,
  type SpecInput,
  summariseDraws,
} from '@stellwerk/mmm';
import { runChains } from '@stellwerk/statistics/threads';
import { atLeast, atMost, type Benchmark, exactly, type FigurePlan, type Measurement } from './benchmark.js';
import { momentsOf } from './mix/ess.js';
import { quantile } from './statistics.js';

const DATA = 'mmm/meridian_geo_all_channels.csv';
/** Meridian's published posterior of the same data: mean return and its 90 % interval. */
const MERIDIAN = {
  Channel0: [1.613, 0.4122, 3.1807],
  Channel1: [0.9389, 0.2637, 1.9968],
  Channel2: [1.2396, 0.4619, 2.3161],
  Channel3: [0.7981, 0.2689, 1.5821],
  Channel4: [1.6481, 0.4169, 3.4352],
} as const;
const MERIDIAN_SHARE = 0.23175;
const CHANNELS = Object.keys(MERIDIAN);

/** Meridian's settings: prior on ROI, automatic knots, both controls, the promotion as a treatment, the organic channel. */
export const geoInput: SpecInput = {
  data: { date: 'time', geo: 'geo', population: 'population' },
  outcome: { column: 'conversions', unit: 'conversions', value: { column: 'revenue_per_conversion' } },
  paid: CHANNELS.map((name) => ({ name, spend: `${name}_spend`, exposure: `${name}_impression` })),
  organic: [{ name: 'Organic', exposure: 'Organic_channel0_impression' }],
  treatments: [{ column: 'Promo' }],
  controls: [{ column: 'competitor_sales_control' }, { column: 'sentiment_score_control' }],
};

const plain = (unit: string): FigurePlan => ({ unit, aim: null });
const benchmark: Benchmark = {
  name: 'mmm.geo',
  describe:
    "Meridian's data of 40 geos × 156 weeks: time to convergence on two cores, and the posterior beside its published one.",
  seed: 1,
  load: { generator: 'none: one thread per core, two chains each', cores: 0 },
  figures: {
    'time of sampling': { unit: 's', aim: atMost(300) },
    'largest R-hat of all scalars': { unit: 'R-hat', aim: atMost(1.01) },
    'least bulk ESS of all scalars': { unit: 'draws', aim: atLeast(400) },
    'least tail ESS of all scalars': { unit: 'draws', aim: atLeast(400) },
    divergences: { unit: 'iterations', aim: exactly(0) },
    'iterations at the maximum tree depth': { unit: 'iterations', aim: exactly(0) },
    'least E-BFMI of a chain': { unit: 'fraction', aim: atLeast(0.3) },
    'scalars compared': plain('scalars'),
    'gradients, warm-up included': plain('gradients'),
    'time per gradient': { unit: 'ms', aim: null },
    'mean returns inside Meridian’s 90 % interval': { unit: 'channels', aim: exactly(5) },
    'distance of the share of all channels': { unit: 'percentage points', aim: atMost(3) },
    ...Object.fromEntries(CHANNELS.map((name) => [`${name}: return`, plain('money per money')])),
    'resident memory, peak': plain('MB'),
  },
  async run({ short, seed, log, note, cut, data }) {
    const input = readSpec(geoInput);
    const { panel } = await readPanelCsv(data(DATA), dataColumnsOf(input), { today: '2026-01-01' });
    const filled = fillDefaults(input, panel);
    const size = short ? { chains: 2, warmup: 150, draws: 100 } : { chains: 4, warmup: 1_000, draws: 1_000 };
    if (short) cut('2 chains of 150 + 100 in place of 4 of 1,000 + 1,000');
    const spec = { ...filled, sampling: { ...filled.sampling, ...size, seed } };
    const start = performance.now();
    let told = 0;
    let seconds = 0;
    const fit = await fitModel(spec, panel, {
      sampler: async (recipe, options) => {
        const posterior = await runChains(
          { module: DENSITY_MODULE, factory: createDensity.name, data: recipe },
          {
            ...options,
            threads: 2,
            onProgress: ({ done }) => {
              if (done < told + 0.1) return;
              told = done;
              log(`${(100 * done).toFixed(0)} % after ${((performance.now() - start) / 1_000).toFixed(0)} s`);
            },
          },
        );
        seconds = (performance.now() - start) / 1_000;
        return posterior;
      },
    });
    const { fitted, table, sampling } = fit;
    const diagnostics = diagnosticsOf(sampling, summariseDraws(table), seconds);
    note(`knots chosen: ${table.names.filter((name) => name.startsWith('knot')).length}`);
    note(`worst R-hat: ${diagnostics.worstRhat.parameter}; least ESS: ${diagnostics.leastEssBulk.parameter}`);
    const returns = new Map(CHANNELS.map((name) => [name, returnsOf(fitted, name)]));
    for (const [name, draws] of returns)
      note(`${name}: ${interval(draws)}; Meridian ${MERIDIAN[name as keyof typeof MERIDIAN].join(', ')}`);
    const share = shareOfMedia(fitted, panel);
    note(`share of all channels ${(100 * share).toFixed(2)} %; Meridian ${(100 * MERIDIAN_SHARE).toFixed(3)} %`);
    const inside = Object.entries(MERIDIAN).filter(([name, [, low, high]]) => {
      const { mean } = momentsOf([returns.get(name) ?? []]);
      return low <= mean && mean <= high;
    });
    const n = size.chains * size.draws;
    return [
      { name: 'time of sampling', value: seconds, n: 1 },
      { name: 'largest R-hat of all scalars', value: diagnostics.worstRhat.value, n: table.names.length },
      { name: 'least bulk ESS of all scalars', value: diagnostics.leastEssBulk.value, n: table.names.length },
      { name: 'least tail ESS of all scalars', value: diagnostics.leastEssTail.value, n: table.names.length },
      { name: 'divergences', value: diagnostics.divergences, n },
      { name: 'iterations at the maximum tree depth', value: diagnostics.maxTreeDepthHits, n },
      { name: 'least E-BFMI of a chain', value: Math.min(...diagnostics.ebfmi), n: size.chains },
      { name: 'scalars compared', value: table.names.length, n: 1 },
      { name: 'gradients, warm-up included', value: diagnostics.gradients, n: 1 },
      { name: 'time per gradient', value: (2_000 * seconds) / diagnostics.gradients, n: diagnostics.gradients },
      { name: 'mean returns inside Meridian’s 90 % interval', value: inside.length, n: CHANNELS.length },
      { name: 'distance of the share of all channels', value: 100 * Math.abs(share - MERIDIAN_SHARE), n: 1 },
      ...CHANNELS.map((name): Measurement => {
        const draws = returns.get(name) ?? [];
        return {
          name: `${name}: return`,
          value: momentsOf([draws]).mean,
          n,
          low: quantile(draws, 0.05),
          high: quantile(draws, 0.95),
          peer: { name: 'Meridian', value: MERIDIAN[name as keyof typeof MERIDIAN][0] },
        };
      }),
      { name: 'resident memory, peak', value: process.resourceUsage().maxRSS / 1_024, n: 1 },
    ];
  },
};

function returnsOf({ table }: FittedMix, channel: string): number[] {
  const { names, chains, draws, values } = table;
  const first = names.indexOf(`roi[${channel}]`) * chains * draws;
  return Array.from(values.subarray(first, first + chains * draws));
}

const interval = (draws: readonly number[]) =>
  [momentsOf([draws]).mean, quantile(draws, 0.05), quantile(draws, 0.95)].map((value) => value.toFixed(4)).join(', ');

/** Value of media, organic channel and promotion by the value of the outcome, mean of 200 draws. */
function shareOfMedia(fitted: FittedMix, panel: Panel): number {
  const value = (at: number) => panel.valuePerUnit?.[at] ?? 1;
  const into = new Float64Array(panel.outcome.length);
  const kinds = new Set(['paid', 'organic', 'treatment']);
  const counted = 200;
  let sum = 0;
  for (let index = 0; index < counted; index++)
    for (const [component, { kind }] of fitted.components.entries()) {
      if (!kinds.has(kind)) continue;
      fitted.contribution(component, Math.floor((index * fitted.draws) / counted), into);
      for (const [at, one] of into.entries()) sum += (one * value(at)) / counted;
    }
  return sum / panel.outcome.reduce((total, one, at) => total + one * value(at), 0);
}

export default benchmark;
