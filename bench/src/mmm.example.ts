import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FittedMix, fitModel, type MixFit } from '@stellwerk/mmm';
import { atLeast, atMost, type Benchmark, exactly, type FigurePlan, type Measurement } from './benchmark.js';
import { chainsOf, mixingOf, momentsOf } from './mix/ess.js';
import { EXAMPLE_DATA, EXAMPLE_TRUTH, exampleModel, LAPLACE, LIKE_LAPLACE, peerProblem } from './mix/example.js';
import { type Peer, type PeerRun, runPeer } from './mix/peer.js';
import { quantile } from './statistics.js';

/** Posterior of Stan 2.21.7 for this model: mean, standard deviation, and how many of them the mean may differ by. */
const STAN = {
  'alpha[x1]': [0.401, 0.0311, 0.1],
  'alpha[x2]': [0.188, 0.0399, 0.1],
  'lam[x1]': [3.96, 0.384, 0.1],
  'lam[x2]': [3.13, 1.18, 0.15],
  'coefficient[x1]': [0.362, 0.02, 0.1],
  'coefficient[x2]': [0.269, 0.0804, 0.15],
  noise: [0.0313, 0.00183, 0.1],
} as const;
const SCALARS = Object.keys(STAN);
const PEERS: Readonly<Record<Peer, string>> = { numpyro: 'NumPyro', nutpie: 'PyMC with nutpie', stan: 'Stan' };

const plain = (unit: string): FigurePlan => ({ unit, aim: null });
const benchmark: Benchmark = {
  name: 'mmm.example',
  describe: "PyMC-Marketing's example: posterior, intervals of the truth, and effective draws per second beside peers.",
  seed: 1,
  load: { generator: 'none: one model after the other on one core', cores: 0 },
  figures: {
    'largest difference of a mean, of what is allowed': { unit: 'share', aim: atMost(1) },
    'largest difference of an sd': { unit: 'share', aim: atMost(0.1) },
    'returns whose 94 % interval holds the truth': { unit: 'channels', aim: exactly(2) },
    'ESS per second, warm-up included': { unit: '1/s', aim: atLeast(500) },
    'ESS per second of sampling': { unit: '1/s', aim: atLeast(1_000) },
    'least bulk ESS of 4,000 draws': plain('draws'),
    'largest R-hat': { unit: 'R-hat', aim: atMost(1.01) },
    divergences: { unit: 'iterations', aim: exactly(0) },
    'time per gradient': plain('µs'),
    'ESS per second by NumPyro, warm-up included': { unit: 'times', aim: atLeast(25) },
    'ESS per second by NumPyro, sampling': plain('times'),
    'normal seasonality: ESS per second, warm-up included': plain('1/s'),
    'normal seasonality: ESS per second of sampling': plain('1/s'),
    ...Object.fromEntries(
      Object.values(PEERS).flatMap((name) => [
        [`${name}: ESS per second, warm-up included`, plain('1/s')],
        [`${name}: ESS per second of sampling`, plain('1/s')],
      ]),
    ),
    'resident memory, peak': plain('MB'),
  },
  async run({ short, seed, folder, log, note, cut, data }) {
    const size = short ? { chains: 2, warmup: 300, draws: 300 } : { chains: 4, warmup: 1_000, draws: 1_000 };
    if (short) cut('2 chains of 300 + 300 in place of 4 of 1,000 + 1,000');
    note(
      'ESS = the least bulk ESS of carry-over, saturation, effect of both channels and noise, the same estimator for all',
    );
    note('sampling alone = time by gradients, which all cost the same; NumPyro: timed');
    note('peers have compiled before they are timed; each runs on one core');
    const exact = await timed(data(EXAMPLE_DATA), LAPLACE, { ...size, seed });
    const normal = await timed(data(EXAMPLE_DATA), LIKE_LAPLACE, { ...size, seed });
    log(`ours: ${exact.perSecond.toFixed(0)} ESS/s; with normal seasonality ${normal.perSecond.toFixed(0)}`);

    const problem = join(folder, 'problem.json');
    writeFileSync(problem, JSON.stringify(peerProblem(exact.fit.fitted.panel)));
    const speeds = new Map<Peer, { all: number; sampling: number }>();
    for (const [peer, name] of Object.entries(PEERS) as [Peer, string][]) {
      try {
        const run = runPeer(peer, problem, folder, { ...size, seed });
        speeds.set(peer, speedOf(run));
        note(`${name} ${run.version}: ${run.divergences} divergences, ${means(run)}`);
        log(`${name}: ${speeds.get(peer)?.all.toFixed(1)} ESS/s`);
      } catch (error) {
        note(`${name} did not run, its figures are 0: ${reason(error)}`);
      }
    }
    const peerFigure = (peer: Peer): Measurement[] => {
      const speed = speeds.get(peer) ?? { all: 0, sampling: 0 };
      return [
        { name: `${PEERS[peer]}: ESS per second, warm-up included`, value: speed.all, n: 1 },
        { name: `${PEERS[peer]}: ESS per second of sampling`, value: speed.sampling, n: 1 },
      ];
    };
    const numpyro = speeds.get('numpyro');
    return [
      ...posteriorFigures(exact.fit),
      { name: 'returns whose 94 % interval holds the truth', value: covered(exact.fit.fitted, log), n: 2 },
      { name: 'ESS per second, warm-up included', value: exact.perSecond, n: 1 },
      { name: 'ESS per second of sampling', value: exact.perSamplingSecond, n: 1 },
      { name: 'least bulk ESS of 4,000 draws', value: exact.least, n: 1 },
      { name: 'largest R-hat', value: exact.worstRHat, n: SCALARS.length },
      { name: 'divergences', value: exact.fit.sampling.divergences, n: size.chains * size.draws },
      { name: 'time per gradient', value: exact.microsecondsPerGradient, n: exact.gradients },
      {
        name: 'ESS per second by NumPyro, warm-up included',
        value: exact.perSecond / (numpyro?.all ?? Number.NaN) || 0,
        n: 1,
      },
      {
        name: 'ESS per second by NumPyro, sampling',
        value: exact.perSamplingSecond / (numpyro?.sampling ?? Number.NaN) || 0,
        n: 1,
      },
      { name: 'normal seasonality: ESS per second, warm-up included', value: normal.perSecond, n: 1 },
      { name: 'normal seasonality: ESS per second of sampling', value: normal.perSamplingSecond, n: 1 },
      ...(Object.keys(PEERS) as Peer[]).flatMap(peerFigure),
      { name: 'resident memory, peak', value: process.resourceUsage().maxRSS / 1_024, n: 1 },
    ];
  },
};

interface Settings {
  readonly chains: number;
  readonly warmup: number;
  readonly draws: number;
  readonly seed: number;
}

/** Fits once to warm the compiler up, as peers are compiled, and once for the clock. */
async function timed(file: string, seasonality: string, settings: Settings) {
  const { spec, panel } = await exampleModel(file, seasonality);
  const sampling = { ...spec.sampling, ...settings, targetAcceptance: 0.9 };
  await fitModel({ ...spec, sampling: { ...sampling, chains: 1, warmup: 200, draws: 100 } }, panel);
  const start = performance.now();
  const fit = await fitModel({ ...spec, sampling }, panel);
  const seconds = (performance.now() - start) / 1_000;
  const { leastBulk, worstRHat } = mixingOf(SCALARS.map((name) => [name, chainsOf(fit.table, name)] as const));
  const { warmup, sampling: kept } = fit.sampling.gradients;
  const gradients = warmup + kept;
  return {
    fit,
    least: leastBulk,
    worstRHat,
    gradients,
    perSecond: leastBulk / seconds,
    perSamplingSecond: leastBulk / ((seconds * kept) / gradients),
    microsecondsPerGradient: (1e6 * seconds) / gradients,
  };
}

function speedOf({ scalars, warmupSeconds, samplingSeconds }: PeerRun) {
  const { leastBulk } = mixingOf(scalars);
  return { all: leastBulk / (warmupSeconds + samplingSeconds), sampling: leastBulk / samplingSeconds };
}

function posteriorFigures({ table }: MixFit): Measurement[] {
  const compared = Object.entries(STAN).map(([name, [mean, sd, allowed]]) => {
    const own = momentsOf(chainsOf(table, name));
    return { mean: Math.abs(own.mean - mean) / sd / allowed, sd: Math.abs(own.sd / sd - 1) };
  });
  return [
    {
      name: 'largest difference of a mean, of what is allowed',
      value: Math.max(...compared.map(({ mean }) => mean)),
      n: compared.length,
    },
    { name: 'largest difference of an sd', value: Math.max(...compared.map(({ sd }) => sd)), n: compared.length },
  ];
}

/** Channels whose 3 % to 97 % interval of contribution by spend holds the truth. */
function covered(fitted: FittedMix, log: (message: string) => void): number {
  const into = new Float64Array(fitted.panel.outcome.length);
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
  return Object.entries(EXAMPLE_TRUTH).filter(([channel, { roas }]) => {
    const component = fitted.components.findIndex(({ name }) => name === channel);
    const spend = sum(fitted.panel.columns.get(channel) ?? []);
    const draws = Array.from({ length: fitted.draws }, (_, draw) => {
      fitted.contribution(component, draw, into);
      return sum(into) / spend;
    });
    const [low, high] = [quantile(draws, 0.03), quantile(draws, 0.97)];
    log(
      `${channel}: return ${momentsOf([draws]).mean.toFixed(0)} [${low.toFixed(0)}, ${high.toFixed(0)}], truth ${roas}`,
    );
    return low <= roas && roas <= high;
  }).length;
}

const means = ({ scalars }: PeerRun) =>
  [...scalars].map(([name, chains]) => `${name} ${momentsOf(chains).mean.toPrecision(4)}`).join(', ');

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.trim().split('\n');
  return (lines.at(-1) ?? text).slice(0, 300);
}

export default benchmark;
