import { readFileSync } from 'node:fs';
import { type MetricName, type Posterior, quantities, summarise } from '@stellwerk/statistics';
import { distanceFrom, type PosteriorData, type Reference, referencePosterior } from '@stellwerk/statistics/posteriors';
import { runChains } from '@stellwerk/statistics/threads';
import { atMost, type Benchmark, exactly } from './benchmark.js';

const DATA = 'sampler/reference_posteriors.json';
const METRICS: readonly MetricName[] = ['diagonal', 'dense', 'low-rank'];
const SHORT = ['eight_schools-eight_schools_noncentered', 'arK-arK', 'garch-garch11'];
/** Parameters whose sd may differ by more than 10 %. */
const SD_SHARES: Readonly<Record<string, number>> = { 'eight_schools-eight_schools_noncentered tau': 0.15 };
const REGRESSIONS = new Set([
  'arK-arK',
  'kidiq-kidscore_momiq',
  'earnings-logearn_interaction',
  'mesquite-logmesquite_logvas',
  'kilpisjarvi_mod-kilpisjarvi',
  'sblrc-blr',
]);
/** Numbers of threads of which each must give the same bytes; 0 is the main thread. */
const THREADS = [0, 1, 2, 4];

interface Entry {
  readonly data: PosteriorData;
  readonly reference: Readonly<Record<string, Reference>>;
}

/** What the ten posteriors come to with one metric. */
interface Tally {
  accepted: number;
  parameters: number;
  mean: number;
  sd: number;
  quantile: number;
  rHat: number;
  divergences: number;
  gradients: number;
  seconds: number;
  ess: number;
}

const module = import.meta.resolve('@stellwerk/statistics/posteriors');

const benchmark: Benchmark = {
  name: 'mmm.posteriors',
  describe: 'The sampler on ten posteriors that are known from 10,000 independent draws each, with every metric.',
  seed: 1,
  load: { generator: 'none: the measured process computes', cores: 0 },
  figures: {
    ...Object.fromEntries(
      METRICS.flatMap((metric) => [
        [`${metric}: posteriors accepted`, { unit: 'posteriors', aim: exactly(10) }],
        [`${metric}: parameters compared`, { unit: 'parameters', aim: exactly(55) }],
        [`${metric}: largest difference of a mean`, { unit: 'of what is allowed', aim: atMost(1) }],
        [`${metric}: largest difference of an sd`, { unit: 'of what is allowed', aim: atMost(1) }],
        [`${metric}: largest difference of a 5 % or 95 % quantile`, { unit: 'of what is allowed', aim: atMost(1) }],
        [`${metric}: largest R-hat − 1`, { unit: 'R-hat − 1', aim: atMost(0.01) }],
        [`${metric}: divergences of the six regressions`, { unit: 'iterations', aim: exactly(0) }],
        [`${metric}: smallest bulk ESS per 1,000 gradients, geometric mean`, { unit: 'draws', aim: null }],
        [`${metric}: time of all, warm-up included`, { unit: 's', aim: null }],
      ]),
    ),
    'runs that differ by a byte with 0, 1, 2 or 4 threads': { unit: 'runs', aim: exactly(0) },
  },
  async run({ short, seed, data, log, note, cut }) {
    const all: Readonly<Record<string, Entry>> = JSON.parse(readFileSync(data(DATA), 'utf8'));
    const entries = Object.entries(all).filter(([name]) => !short || SHORT.includes(name));
    if (short) cut('three posteriors instead of ten');
    note(
      '4 chains of 1,000 warm-up and 1,000 kept iterations, target acceptance 0.8, maximum depth 10; no column is scaled',
    );
    note(
      'allowed: mean 4 √(MCSE² + (sd/100)²); sd 10 %, 15 % for tau of eight schools; quantiles 0.25 sd, 0.12 sd from 8,000 effective draws on',
    );
    const settings = { seed, chains: 4, warmup: 1_000, draws: 1_000 };
    const figures = [];
    for (const metric of METRICS) {
      const tally: Tally = {
        accepted: 0,
        parameters: 0,
        mean: 0,
        sd: 0,
        quantile: 0,
        rHat: 0,
        divergences: 0,
        gradients: 0,
        seconds: 0,
        ess: 0,
      };
      for (const [name, entry] of entries) {
        const source = { module, factory: 'referenceDensity', data: { name, data: entry.data } };
        const start = performance.now();
        const posterior = await runChains(source, { ...settings, metric });
        const seconds = (performance.now() - start) / 1_000;
        log(`${metric} ${name}: ${addTo(tally, name, entry, posterior)}, ${seconds.toFixed(1)} s`);
        tally.seconds += seconds;
      }
      const n = tally.parameters;
      figures.push(
        { name: `${metric}: posteriors accepted`, value: tally.accepted, n: entries.length },
        { name: `${metric}: parameters compared`, value: n, n },
        { name: `${metric}: largest difference of a mean`, value: tally.mean, n },
        { name: `${metric}: largest difference of an sd`, value: tally.sd, n },
        { name: `${metric}: largest difference of a 5 % or 95 % quantile`, value: tally.quantile, n: 2 * n },
        { name: `${metric}: largest R-hat − 1`, value: tally.rHat - 1, n },
        { name: `${metric}: divergences of the six regressions`, value: tally.divergences, n: entries.length },
        {
          name: `${metric}: smallest bulk ESS per 1,000 gradients, geometric mean`,
          value: Math.exp(tally.ess / entries.length),
          n: entries.length,
        },
        { name: `${metric}: time of all, warm-up included`, value: tally.seconds, n: entries.length },
      );
    }
    const differing = await differingRuns(entries, seed, log);
    return [...figures, { name: 'runs that differ by a byte with 0, 1, 2 or 4 threads', ...differing }];
  },
};

/** Adds one posterior to the tally. @returns what to log */
function addTo(tally: Tally, name: string, { data, reference }: Entry, posterior: Posterior): string {
  const model = referencePosterior(name, data);
  const draws = quantities(posterior, model.names.length, model.parameters);
  const distances = model.names.map((parameter, k) =>
    distanceFrom(reference[parameter]!, draws[k]!, SD_SHARES[`${name} ${parameter}`]),
  );
  const worst = (of: (one: (typeof distances)[number]) => number) => Math.max(...distances.map(of));
  const mean = worst((one) => one.mean);
  const sd = worst((one) => one.sd);
  const quantile = worst((one) => Math.max(one.q05, one.q95));
  const summaries = draws.map(summarise);
  const rHat = Math.max(...summaries.map((one) => one.rHat));
  const ess = Math.min(...summaries.map((one) => one.essBulk));
  const divergences = sum(posterior, ({ divergent }) => divergent);
  const gradients = sum(posterior, ({ leapfrogs }) => leapfrogs);
  const isRegression = REGRESSIONS.has(name);
  if (Math.max(mean, sd, quantile) <= 1 && rHat <= 1.01 && (divergences === 0 || !isRegression)) tally.accepted += 1;
  tally.parameters += model.names.length;
  tally.mean = Math.max(tally.mean, mean);
  tally.sd = Math.max(tally.sd, sd);
  tally.quantile = Math.max(tally.quantile, quantile);
  tally.rHat = Math.max(tally.rHat, rHat);
  if (isRegression) tally.divergences += divergences;
  tally.gradients += gradients;
  tally.ess += Math.log((1_000 * ess) / gradients);
  const shares = `mean ${mean.toFixed(2)}, sd ${sd.toFixed(2)}, quantiles ${quantile.toFixed(2)} of what is allowed`;
  return `${shares}, R-hat ${rHat.toFixed(4)}, ESS ${ess.toFixed(0)}, ${divergences} divergences, ${gradients} gradients`;
}

/** Short runs of every posterior with each number of threads: how many do not give the bytes of the first. */
async function differingRuns(
  entries: readonly (readonly [string, Entry])[],
  seed: number,
  log: (message: string) => void,
): Promise<{ value: number; n: number }> {
  let value = 0;
  let n = 0;
  for (const [name, { data }] of entries) {
    const source = { module, factory: 'referenceDensity', data: { name, data } };
    const runs: string[] = [];
    for (const threads of THREADS) {
      const posterior = await runChains(source, { seed, chains: 4, warmup: 200, draws: 50, threads });
      runs.push(bytesOf(posterior));
    }
    n += runs.length;
    value += runs.filter((bytes) => bytes !== runs[0]).length;
    log(`threads ${name}: ${new Set(runs).size === 1 ? 'the same bytes' : 'different bytes'}`);
  }
  return { value, n };
}

const bytesOf = ({ chains }: Posterior) =>
  chains.map(({ positions }) => Buffer.from(positions.buffer).toString('base64')).join();

function sum(posterior: Posterior, of: (chain: Posterior['chains'][number]) => Iterable<number>): number {
  let total = 0;
  for (const chain of posterior.chains) for (const value of of(chain)) total += value;
  return total;
}

export default benchmark;
