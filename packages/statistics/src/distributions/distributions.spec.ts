import { RandomStream } from '../random/random-stream.js';
import {
  beta,
  cauchy,
  chiSquared,
  type Distribution,
  exponential,
  fisherF,
  gamma,
  halfCauchy,
  halfNormal,
  halfStudentT,
  laplace,
  logNormal,
  negativeBinomialLogMass,
  negativeBinomialMeanSlope,
  negativeBinomialSizeSlope,
  normal,
  poissonLogMass,
  poissonMeanSlope,
  studentT,
  truncated,
  truncatedNormal,
  uniform,
} from './index.js';

type Probability = 'cdf' | 'upperTail' | 'quantile' | 'upperQuantile';

const makers: Readonly<Record<string, (first: number, second: number) => Distribution>> = {
  studentT: (degrees) => studentT(degrees),
  chiSquared: (degrees) => chiSquared(degrees),
  beta: (a, b) => beta(a, b),
  fisherF: (a, b) => fisherF(a, b),
};

/** Computed with 40 and more digits by mpmath 1.4. */
const published: readonly (readonly [title: string, at: number, expected: number])[] = [
  ['studentT(1000000.0).cdf', -12.0, 1.785842562382545e-33],
  ['studentT(1000000.0).upperTail', -12.0, 1.0],
  ['studentT(3).cdf', 2.5, 0.9561466764959672],
  ['studentT(3).upperTail', 2.5, 0.04385332350403277],
  ['studentT(7).cdf', -1e-5, 0.49999615008549175],
  ['studentT(7).upperTail', -1e-5, 0.5000038499145083],
  ['studentT(2.2).cdf', 1000.0, 0.9999998559783194],
  ['studentT(2.2).upperTail', 1000.0, 1.4402168061261956e-7],
  ['studentT(0.5).cdf', 1e200, 1.0],
  ['studentT(0.5).upperTail', 1e200, 3.207009754142229e-101],
  ['studentT(30).cdf', -40.0, 6.863022597203201e-28],
  ['studentT(30).upperTail', -40.0, 1.0],
  ['studentT(306.13).cdf', 0.3, 0.6178096198118864],
  ['studentT(306.13).upperTail', 0.3, 0.3821903801881136],
  ['studentT(10000.0).cdf', -30.0, 1.0221635237127853e-189],
  ['studentT(10000.0).upperTail', -30.0, 1.0],
  ['chiSquared(1).cdf', 60.0, 0.9999999999999906],
  ['chiSquared(1).upperTail', 60.0, 9.485737571073848e-15],
  ['chiSquared(1).cdf', 1e-10, 0.000007978845607895674],
  ['chiSquared(1).upperTail', 1e-10, 0.9999920211543921],
  ['chiSquared(10).cdf', 3.94, 0.04998690920990928],
  ['chiSquared(10).upperTail', 3.94, 0.9500130907900907],
  ['chiSquared(1000).cdf', 1100.0, 0.9853855918737048],
  ['chiSquared(1000).upperTail', 1100.0, 0.014614408126295194],
  ['chiSquared(2.5).cdf', 900.0, 1.0],
  ['chiSquared(2.5).upperTail', 900.0, 1.8780450060998057e-195],
  ['fisherF(3, 7).cdf', 2.5, 0.8564905437210608],
  ['fisherF(3, 7).upperTail', 2.5, 0.1435094562789392],
  ['fisherF(1, 100000.0).cdf', 30.0, 0.9999999566916595],
  ['fisherF(1, 100000.0).upperTail', 30.0, 4.330834050502542e-8],
  ['fisherF(10000.0, 20000.0).cdf', 0.9, 7.501109514286617e-10],
  ['fisherF(10000.0, 20000.0).upperTail', 0.9, 0.999999999249889],
  ['fisherF(5, 2).cdf', 1e-6, 9.882055925060847e-15],
  ['fisherF(5, 2).upperTail', 1e-6, 0.9999999999999901],
  ['fisherF(2.5, 0.5).cdf', 100000000.0, 0.9927862635441573],
  ['fisherF(2.5, 0.5).upperTail', 100000000.0, 0.007213736455842625],
  ['studentT(306.13).quantile', 0.025, -1.9677434197241845],
  ['studentT(10).quantile', 0.025, -2.228138851986275],
  ['studentT(3).quantile', 0.05, -2.3533634348018238],
  ['studentT(30).upperQuantile', 1e-100, 10810.645001143976],
  ['chiSquared(1).upperQuantile', 0.05, 3.841458820694126],
  ['chiSquared(10).upperQuantile', 0.05, 18.307038053275146],
  ['chiSquared(9).upperQuantile', 0.01, 21.665994333461924],
  ['chiSquared(1).upperQuantile', 1e-300, 1373.8726312223941],
  ['chiSquared(50).upperQuantile', 1e-12, 155.33217353338793],
  ['beta(50, 52).quantile', 0.025, 0.3940399605228716],
  ['beta(1, 3).quantile', 0.5, 0.20629947401590026],
  ['beta(99, 1).quantile', 0.01, 0.9545484566618341],
  ['beta(5, 5).quantile', 0.05, 0.25136762740817725],
  ['fisherF(3, 7).upperQuantile', 0.05, 4.346831399907818],
  ['fisherF(1, 20).upperQuantile', 0.01, 8.095958064085696],
];

const all: Readonly<Record<string, Distribution>> = {
  normal: normal(1, 2),
  'half-normal': halfNormal(3),
  'log-normal': logNormal(0.2, 0.9),
  'truncated normal': truncatedNormal(0.8, 0.8, 0.1, 10),
  'far truncated normal': truncatedNormal(0, 1, 8, 9),
  'truncated below': truncatedNormal(0, 1, -9, -8),
  'Student t': studentT(4, 1, 2),
  'half Student t': halfStudentT(3, 2.5),
  gamma: gamma(2.5, 3),
  'gamma of a small shape': gamma(0.3),
  exponential: exponential(2),
  'chi-squared': chiSquared(7),
  beta: beta(2, 5),
  F: fisherF(3, 7),
  uniform: uniform(-1, 3),
  laplace: laplace(1, 2),
  cauchy: cauchy(-1, 2),
  'half-Cauchy': halfCauchy(5),
  'truncated gamma': truncated(gamma(2), 3, 5),
};

describe('distributions', () => {
  it.each(published)('%s at %d is %d', (title, at, expected) => {
    const [, maker = '', args = '', method = ''] = /^(\w+)\((.*)\)\.(\w+)$/.exec(title) ?? [];
    const [first = 0, second = 0] = args.split(',').map(Number);
    const value = makers[maker]?.(first, second)[method as Probability](at) ?? Number.NaN;
    expect(Math.abs(value - expected) / Math.abs(expected)).toBeLessThan(2e-13);
  });

  describe.each(Object.entries(all))('%s', (_name, distribution) => {
    it.each([1e-6, 0.03, 0.4, 0.5, 0.8, 0.999])('gives back the probability %d of its quantile', (p) => {
      const at = distribution.quantile(p);
      expect(distribution.cdf(at) / p).toBeCloseTo(1, 7);
      expect(distribution.upperTail(distribution.upperQuantile(p)) / p).toBeCloseTo(1, 7);
      expect(distribution.cdf(at) + distribution.upperTail(at)).toBeCloseTo(1, 13);
    });

    it.each([0.1, 0.45, 0.9])('has the density and the slope of its distribution function at the %d quantile', (p) => {
      const x = distribution.quantile(p);
      const step = 1e-5 * Math.min(Math.abs(x), distribution.quantile(0.9) - distribution.quantile(0.1));
      const rise = (distribution.cdf(x + step) - distribution.cdf(x - step)) / (2 * step);
      const slope = (distribution.logDensity(x + step) - distribution.logDensity(x - step)) / (2 * step);
      expect(Math.exp(distribution.logDensity(x)) / rise).toBeCloseTo(1, 6);
      expect(distribution.logDensitySlope(x) / (slope || 1)).toBeCloseTo(slope === 0 ? 0 : 1, 5);
    });

    it('draws from itself', () => {
      // Kolmogorov and Smirnov: with 2,000 draws the distance is below 1.95 / √2000 but once in a thousand times.
      const random = new RandomStream(7);
      const levels = Float64Array.from({ length: 2000 }, () => distribution.cdf(distribution.draw(random))).sort();
      const distance = Math.max(...levels.map((level, i) => Math.abs(level - (i + 0.5) / levels.length)));
      expect(distance).toBeLessThan(1.95 / Math.sqrt(levels.length));
    });

    it('knows nothing outside of probabilities', () => {
      expect(distribution.quantile(-0.1)).toBeNaN();
      expect(distribution.upperQuantile(1.1)).toBeNaN();
    });
  });

  it.each([0, 1, 7, 250])('has count masses and slopes at %d', (count) => {
    const slopeOf = (mass: (x: number) => number, x: number) => (mass(x + 1e-5) - mass(x - 1e-5)) / 2e-5;
    expect(poissonMeanSlope(count, 4)).toBeCloseTo(
      slopeOf((mean) => poissonLogMass(count, mean), 4),
      6,
    );
    const mass = (mean: number, size: number) => negativeBinomialLogMass(count, mean, size);
    expect(negativeBinomialMeanSlope(count, 4, 2.5)).toBeCloseTo(
      slopeOf((mean) => mass(mean, 2.5), 4),
      6,
    );
    expect(negativeBinomialSizeSlope(count, 4, 2.5)).toBeCloseTo(
      slopeOf((size) => mass(4, size), 2.5),
      6,
    );
  });

  it('has count masses that add up to 1 and meet where the dispersion vanishes', () => {
    const sum = (mass: (count: number) => number) =>
      Array.from({ length: 400 }, (_, count) => Math.exp(mass(count))).reduce((total, one) => total + one, 0);
    expect(sum((count) => poissonLogMass(count, 12))).toBeCloseTo(1, 12);
    expect(sum((count) => negativeBinomialLogMass(count, 12, 3))).toBeCloseTo(1, 12);
    expect(negativeBinomialLogMass(9, 12, 1e12)).toBeCloseTo(poissonLogMass(9, 12), 9);
  });

  it.each([
    ['scale', () => normal(0, 0)],
    ['degrees', () => studentT(-1)],
    ['shape', () => gamma(0)],
    ['low', () => uniform(1, 1)],
    ['low', () => truncatedNormal(0, 1, 2, 1)],
    ['the interval', () => truncatedNormal(0, 1, 60, 61)],
  ])('refuses a wrong %s', (name, make) => {
    expect(make).toThrow(new RegExp(`^${name}`));
  });
});
