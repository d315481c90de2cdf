import { fillDefaults, type MmmSpec, type Panel, readSpec } from '@stellwerk/mmm';
import { atLeast, atMost, type Benchmark, exactly } from './benchmark.js';
import { type CalibrationSettings, calibrate, chiSquare, type Ranks } from './mix/calibration.js';
import { EXAMPLE_DATA, exampleModel, LAPLACE, LIKE_LAPLACE } from './mix/example.js';
import { Resumable } from './mix/resumable.js';

const BINS = 10;
/** 1 % critical value of chi-square with 9 degrees of freedom. */
const CRITICAL = 21.7;
const REPLICATIONS = 300;
const CHANNELS = ['x1', 'x2'];
const NATIONAL = [
  ...CHANNELS.flatMap((name) => [`alpha[${name}]`, `lam[${name}]`, `coefficient[${name}]`]),
  ...['noise', 'intercept', 'gamma[event_1]', 'gamma[event_2]', 'gamma[t]'],
  ...['sin[365.25 days, 1]', 'cos[365.25 days, 1]', 'sin[365.25 days, 2]', 'cos[365.25 days, 2]'],
];
const GEO = [
  ...CHANNELS.flatMap((name) => [`alpha[${name}]`, `halfSaturation[${name}]`, `roi[${name}]`, `geoSd[${name}]`]),
  ...CHANNELS.flatMap((name) => [`effect[${name}, a]`, `effect[${name}, d]`]),
  ...['noise', 'knot[1]', 'knot[4]', 'level[c]', 'gamma[t]', 'gammaSd[t]', 'gamma[t, b]'],
];

const MODELS = {
  'national, integrated': { quantities: NATIONAL, build: (file: string) => exampleModel(file, LIKE_LAPLACE) },
  'national, Laplace': { quantities: NATIONAL, build: (file: string) => exampleModel(file, LAPLACE) },
  '4 geos': { quantities: GEO, build: geoModel },
} as const;

const benchmark: Benchmark = {
  name: 'mmm.sbc',
  describe:
    'Simulation-based calibration: truths drawn from the prior lie anywhere among the draws of their fit alike.',
  seed: 7,
  load: { generator: 'none: the measured process simulates and fits', cores: 0 },
  figures: Object.fromEntries(
    Object.keys(MODELS).flatMap((model) => [
      [`${model}: replications`, { unit: 'fits', aim: atLeast(REPLICATIONS) }],
      [`${model}: largest chi-square of a quantity`, { unit: 'chi-square', aim: atMost(CRITICAL) }],
      [`${model}: divergences`, { unit: 'iterations', aim: exactly(0) }],
    ]),
  ),
  async run({ short, seed, log, note, cut, data }) {
    const replications = short ? 20 : REPLICATIONS;
    if (short) cut(`${replications} replications in place of ${REPLICATIONS}`);
    note(
      '500 + 990 iterations of one chain at 0.9 acceptance, truths ranked among 99 draws, 10 bins, 1 % critical value 21.7',
    );
    note('integrated: normal seasonality of the same variance; Laplace: seasonality among the sampled parameters');
    const figures = [];
    for (const [model, { quantities, build }] of Object.entries(MODELS)) {
      const { spec, panel } = await build(data(EXAMPLE_DATA));
      const settings = { seed, chains: 1, warmup: 500, draws: 990, targetAcceptance: 0.9, ranked: 99 };
      const { ranks, divergences } = replicate(model, spec, panel, quantities, settings, replications, log);
      const statistics = [...ranks].map(([name, values]) => ({
        name,
        value: chiSquare(values, settings.ranked, BINS),
      }));
      note(`${model}: ${statistics.map(({ name, value }) => `${name} ${value.toFixed(1)}`).join(', ')}`);
      figures.push(
        { name: `${model}: replications`, value: replications, n: replications },
        {
          name: `${model}: largest chi-square of a quantity`,
          value: Math.max(...statistics.map(({ value }) => value)),
          n: statistics.length,
        },
        { name: `${model}: divergences`, value: divergences, n: replications * settings.draws },
      );
    }
    return figures;
  },
};

function replicate(
  model: string,
  spec: MmmSpec,
  panel: Panel,
  quantities: readonly string[],
  settings: CalibrationSettings,
  replications: number,
  log: (message: string) => void,
) {
  const key = { spec, settings, dataHash: panel.dataHash };
  const store = new Resumable<Ranks>(`mmm.sbc-${model.replace(/\W+/g, '-')}`, key, [
    'services/mmm',
    'packages/statistics',
  ]);
  const known = new Set(store.steps.map(({ number }) => number));
  if (known.size > 0) log(`${model}: goes on after ${known.size} replications`);
  for (let number = 0; number < replications; number++) {
    if (known.has(number)) continue;
    store.add(calibrate(spec, panel, quantities, settings, number));
    if ((number + 1) % 25 === 0) log(`${model}: ${number + 1} of ${replications}`);
  }
  const steps = store.steps.filter(({ number }) => number < replications);
  const names = [...quantities, 'log likelihood'];
  return {
    ranks: new Map(names.map((name) => [name, steps.map(({ ranks }) => ranks[name] ?? 0)])),
    divergences: steps.reduce((sum, step) => sum + step.divergences, 0),
  };
}

/** The example's series cut into four geos of 44 weeks: everything that geos add to a model, at a size that is fitted in seconds. */
async function geoModel(file: string): Promise<{ spec: MmmSpec; panel: Panel }> {
  const { panel } = await exampleModel(file, LAPLACE);
  const weeks = 44;
  const columns = new Map([...panel.columns].map(([name, values]) => [name, values.slice(0, 4 * weeks)]));
  const cut: Panel = {
    ...panel,
    dates: panel.dates.slice(0, weeks),
    geos: ['a', 'b', 'c', 'd'],
    population: null,
    outcome: panel.outcome.slice(0, 4 * weeks),
    columns,
  };
  const effect = { on: 'roi', prior: 'LogNormal(0.2, 0.9)' };
  const input = readSpec({
    data: { date: 'date_week', geo: 'geo' },
    outcome: { column: 'y', unit: 'money', value: null, noise: { sd: 'HalfNormal(1)' } },
    paid: CHANNELS.map((spend) => ({ spend: `${spend}_spend`, name: spend, exposure: spend, effect })),
    controls: [{ column: 't', prior: 'Normal(0, 1)', geoSd: 'HalfNormal(1)' }],
    baseline: { knots: { count: 4, prior: 'Normal(0, 1)' }, geo: 'Normal(0, 1)' },
    holdout: { periods: 0 },
  });
  for (const name of CHANNELS)
    columns.set(
      `${name}_spend`,
      (columns.get(name) ?? new Float64Array()).map((value) => 500 * value),
    );
  return { spec: fillDefaults(input, cut), panel: cut };
}

export default benchmark;
