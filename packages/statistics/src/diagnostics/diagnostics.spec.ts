import { chainsOf } from '../testing/chains.js';
import { eBfmi } from './e-bfmi.js';
import { essBulk, essMean, essQuantile, essTail } from './effective-sample-size.js';
import { mcseMean, mcseQuantile } from './monte-carlo-error.js';
import { rHat } from './r-hat.js';
import { summarise } from './summary.js';

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
