import { RandomStream } from '../random/random-stream.js';
import type { Posterior } from '../sampler/posterior.js';
import { type CalibrationModel, calibrationReplication, rankUniformity } from './calibration.js';
import { convergence } from './convergence.js';
import { eBfmi } from './e-bfmi.js';
import { essBulk, essMean, essQuantile, essTail } from './effective-sample-size.js';
import { checkGradient } from './gradient-check.js';
import { mcseMean, mcseQuantile } from './monte-carlo-error.js';
import { rHat } from './r-hat.js';
import { summarise } from './summary.js';

/** Four autoregressive chains, the last one moved and stretched. */
function chainsOf(rho: number, shift: number, stretch: number, draws: number): Float64Array[] {
  const random = new RandomStream(42);
  return Array.from({ length: 4 }, (_, chain) => {
    let x = 0;
    return Float64Array.from({ length: draws }, () => {
      x = rho * x + random.normal();
      return chain === 3 ? shift + stretch * x : x;
    });
  });
}

interface Expected {
  readonly chains: Float64Array[];
  readonly rHat: number;
  readonly bulk: number;
  readonly tail: number;
  readonly mean: number;
  readonly quantile: number;
  readonly mcseMean: number;
  readonly mcseQuantile: number;
  readonly eBfmi: number;
}

/** Computed on the same draws by ArviZ 0.23.4. */
const arviz: Readonly<Record<string, Expected>> = {
  independent: {
    chains: chainsOf(0, 0, 1, 100),
    rHat: 0.998624352203421,
    bulk: 436.306850233362,
    tail: 376.113126249592,
    mean: 435.725985017996,
    quantile: 500.186252209268,
    mcseMean: 0.0482191442632265,
    mcseQuantile: 0.0714942833851978,
    eBfmi: 1.83850940824969,
  },
  autocorrelated: {
    chains: chainsOf(0.9, 0, 1, 250),
    rHat: 1.03213771995096,
    bulk: 66.6385366240107,
    tail: 171.663671892036,
    mean: 66.6571736513351,
    quantile: 141.372577566561,
    mcseMean: 0.260349566240524,
    mcseQuantile: 0.306640665331742,
    eBfmi: 0.231116282601435,
  },
  antithetic: {
    chains: chainsOf(-0.6, 0, 1, 101),
    rHat: 1.01300765684031,
    bulk: 1040.82399653119,
    tail: 358.041078408788,
    mean: 1040.82399653119,
    quantile: 487.052708621,
    mcseMean: 0.0395539001864586,
    mcseQuantile: 0.0991306161978789,
    eBfmi: 3.04276275558139,
  },
  'one chain apart': {
    chains: chainsOf(0.3, 1.5, 1, 100),
    rHat: 1.15375960437324,
    bulk: 22.6315298835442,
    tail: 213.896900405305,
    mean: 22.4120128048305,
    quantile: 292.399892364102,
    mcseMean: 0.25031344299267,
    mcseQuantile: 0.0790519370505135,
    eBfmi: 1.34175182997581,
  },
  'one chain wider': {
    chains: chainsOf(0.3, 0, 4, 100),
    rHat: 1.21425245489529,
    bulk: 252.216366592005,
    tail: 107.605129357122,
    mean: 249.446802356247,
    quantile: 26.9285830931438,
    mcseMean: 0.149757911989565,
    mcseQuantile: 0.938560306434659,
    eBfmi: 1.34175182997581,
  },
};

describe.each(Object.entries(arviz))('diagnostics of %s chains are those of ArviZ', (_title, expected) => {
  const { chains } = expected;
  it.each<[string, number, number]>([
    ['R-hat', rHat(chains), expected.rHat],
    ['bulk ESS', essBulk(chains), expected.bulk],
    ['tail ESS', essTail(chains), expected.tail],
    ['ESS of the mean', essMean(chains), expected.mean],
    ['ESS of the 10 % quantile', essQuantile(chains, 0.1), expected.quantile],
    ['MCSE of the mean', mcseMean(chains), expected.mcseMean],
    ['MCSE of the 10 % quantile', mcseQuantile(chains, 0.1), expected.mcseQuantile],
    ['E-BFMI', eBfmi(chains[0]!), expected.eBfmi],
  ])('%s', (_figure, value, wanted) => {
    expect(value / wanted).toBeCloseTo(1, 10);
  });
});

describe('diagnostics', () => {
  it.each([
    ['constant', () => 1],
    ['not finite', (i: number) => (i === 3 ? Number.NaN : i)],
  ])('say nothing about draws that are %s', (_title, value) => {
    const chains = [0, 1].map(() => Float64Array.from({ length: 20 }, (_, i) => value(i)));
    for (const figure of [
      rHat(chains),
      essBulk(chains),
      essTail(chains),
      essMean(chains),
      mcseMean(chains),
      mcseQuantile(chains, 0.5),
    ])
      expect(figure).toBeNaN();
  });

  it.each([
    ['chains of at least 4 draws', [new Float64Array(3)]],
    ['chains of at least 4 draws', []],
    ['one length', [new Float64Array(8), new Float64Array(9)]],
  ])('need %s', (message, chains) => {
    expect(() => rHat(chains)).toThrow(message);
    expect(() => summarise(chains)).toThrow(message);
  });

  it('summarise moments and quantiles', () => {
    const summary = summarise([Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(6, 7, 8, 9, 10)]);
    expect(summary).toMatchObject({
      mean: 5.5,
      q50: 5.5,
      q05: expect.closeTo(1.45, 12),
      q95: expect.closeTo(9.55, 12),
    });
    expect(summary.sd).toBeCloseTo(Math.sqrt(82.5 / 9), 12);
  });
});

describe('convergence', () => {
  const draws = 500;
  const run = (change: Partial<Posterior['chains'][number]> = {}): Posterior => {
    const random = new RandomStream(1);
    const chain = () => ({
      positions: new Float64Array(draws),
      logDensity: new Float64Array(draws),
      energy: Float64Array.from({ length: draws }, () => random.normal()),
      acceptance: new Float64Array(draws),
      depth: new Uint8Array(draws),
      leapfrogs: new Uint32Array(draws),
      divergent: new Uint8Array(draws),
      stepSize: 1,
      metric: new Float64Array(1),
      warmupLeapfrogs: 0,
      warmupDivergences: 0,
      ...change,
    });
    return { dimension: 1, draws, maxDepth: 10, chains: [chain(), chain()] };
  };
  const good = { x: chainsOf(0, 0, 1, draws) };
  const drifting = Float64Array.from({ length: draws }, (_, i) => i);

  it('passes a good run with its worst figures', () => {
    const result = convergence(run(), good);
    expect(result.failures).toEqual([]);
    expect(result).toMatchObject({ divergences: 0, depthHits: 0, maxRHat: rHat(good.x), minEssBulk: essBulk(good.x) });
  });

  it.each<[string, Posterior, Record<string, Float64Array[]>, object]>([
    ['r-hat', run(), { ...good, apart: chainsOf(0, 2, 1, draws) }, { at: 'apart', others: 0 }],
    ['ess-bulk', run(), { ...good, slow: chainsOf(0.98, 0, 1, draws) }, { at: 'slow' }],
    ['ess-tail', run(), { ...good, slow: chainsOf(0.98, 0, 1, draws) }, { at: 'slow' }],
    ['constant', run(), { ...good, fixed: [new Float64Array(draws), new Float64Array(draws)] }, { at: 'fixed' }],
    [
      'divergences',
      run({ divergent: Uint8Array.from({ length: draws }, (_, i) => (i < 3 ? 1 : 0)) }),
      good,
      { value: 3, others: 1 },
    ],
    ['depth', run({ depth: new Uint8Array(draws).fill(10) }), good, { value: draws, others: 1 }],
    ['e-bfmi', run({ energy: drifting }), good, { at: 'chain 0', others: 1 }],
  ])('names what fails: %s', (check, posterior, quantities, failure) => {
    expect(convergence(posterior, quantities).failures).toContainEqual(expect.objectContaining({ check, ...failure }));
  });
});

describe('gradient check', () => {
  const density = (slope: (x: number) => number) => ({
    dimension: 2,
    evaluate(position: Float64Array, gradient: Float64Array) {
      gradient[0] = Math.cos(position[0]!);
      gradient[1] = slope(position[1]!);
      return Math.sin(position[0]!) - Math.exp(position[1]!);
    },
  });

  it('passes a right gradient', () => {
    const check = checkGradient(
      density((x) => -Math.exp(x)),
      new RandomStream(1),
    );
    expect(check.worst).toBeLessThan(1e-9);
    expect(check.points).toBe(20);
  });

  it.each([
    ['a little wrong', (x: number) => -Math.exp(x) * (1 + 1e-5), 1e-7],
    ['NaN', () => Number.NaN, Number.MAX_VALUE],
  ])('names the coordinate of one that is %s', (_title, slope, atLeast) => {
    expect(checkGradient(density(slope), new RandomStream(1))).toMatchObject({ coordinate: 1 });
    expect(checkGradient(density(slope), new RandomStream(1)).worst).toBeGreaterThan(atLeast);
  });

  it('says when no point was finite', () => {
    const nowhere = { dimension: 1, evaluate: () => Number.NaN };
    expect(checkGradient(nowhere, new RandomStream(1)).points).toBe(0);
  });
});

describe('simulation-based calibration', () => {
  /** x ~ N(0, 1), y | x ~ N(x, 1), so x | y ~ N(y/2, ½); `width` makes the posterior wrong. */
  const model = (width: number): CalibrationModel<number, number> => ({
    quantities: ['x', 'log-likelihood'],
    drawParameters: (random) => random.normal(),
    simulate: (x, random) => x + random.normal(),
    density: (y) => ({
      dimension: 1,
      evaluate(position, gradient) {
        const distance = position[0]! - y / 2;
        gradient[0] = (-2 * distance) / width ** 2;
        return -(distance ** 2) / width ** 2;
      },
    }),
    truth(x, y, out) {
      out[0] = x;
      out[1] = -((y - x) ** 2);
    },
    quantitiesAt(position, y, out) {
      out[0] = position[0]!;
      out[1] = -((y - position[0]!) ** 2);
    },
  });
  const options = { seed: 3, chains: 1, warmup: 60, draws: 95, rankedDraws: 19 };
  const ranksOf = (width: number) => {
    const replications = Array.from({ length: 150 }, (_, k) => calibrationReplication(model(width), options, k));
    return [0, 1].map((k) => replications.map(({ ranks }) => ranks[k]!));
  };

  it('finds a right posterior even and a too narrow one uneven', () => {
    for (const ranks of ranksOf(1)) expect(rankUniformity(ranks, 19, 5).pValue).toBeGreaterThan(1e-3);
    expect(rankUniformity(ranksOf(0.4)[0]!, 19, 5).pValue).toBeLessThan(1e-6);
  });

  it('gives each replication by its number alone', () => {
    expect(calibrationReplication(model(1), options, 7)).toEqual(calibrationReplication(model(1), options, 7));
  });

  it('has the chi-square of its counts', () => {
    const { counts, chiSquare, pValue } = rankUniformity([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 9, 5);
    expect({ counts, chiSquare, pValue }).toEqual({ counts: [2, 2, 2, 2, 2], chiSquare: 0, pValue: 1 });
    expect(rankUniformity([0, 0, 0, 0], 9, 2)).toMatchObject({
      counts: [4, 0],
      chiSquare: 4,
      pValue: expect.closeTo(0.0455, 4),
    });
  });

  it.each([
    ['rankedDraws', () => calibrationReplication(model(1), { ...options, rankedDraws: 20 }, 0)],
    ['bins', () => rankUniformity([1], 9, 3)],
  ])('refuses a wrong %s', (name, call) => {
    expect(call).toThrow(new RegExp(`^${name} must`));
  });
});
