import { coordinateOf, fromValue, logJacobian, logJacobianSlope, toValue, valueSlope } from './coordinate.js';
import { distributionOf, formatDistribution, isProblem, parseDistribution } from './distribution.js';
import { logDensity, logDensitySlope } from './log-density.js';
import { cumulativeProbability, moments, quantile } from './moments.js';

const PRIORS = [
  'Normal(1, 2)',
  'HalfNormal(1.5)',
  'LogNormal(0.2, 0.9)',
  'TruncatedNormal(0.8, 0.8, 0.1, 10)',
  'Uniform(0.5, 3)',
  'Beta(1, 3)',
  'Beta(1, 99)',
  'Gamma(3, 1)',
  'InverseGamma(3, 2)',
  'Exponential(2)',
  'Laplace(0.5, 0.2)',
  'StudentT(4, 1, 2)',
  'HalfStudentT(4, 2)',
  'HalfCauchy(2)',
  '0.1 + LogNormal(0.7, 0.4)',
  '1 + Gamma(2, 0.1)',
];

describe('distributions', () => {
  it.each(PRIORS)('%s is read and written', (text) => {
    expect(formatDistribution(distributionOf(text))).toBe(text);
  });

  it('reads named parameters, and a Gamma by mean and sd', () => {
    expect(distributionOf('LogNormal(mu=0.2, sigma=.9)').parameters).toEqual([0.2, 0.9]);
    expect(distributionOf('Normal(0, sd=2)').parameters).toEqual([0, 2]);
    expect(distributionOf('Gamma(mean=2, sd=1)').parameters).toEqual([4, 2]);
    expect(distributionOf(' 1e-3 ').parameters).toEqual([0.001]);
  });

  it.each([
    ['Lognormal(0, 1)', 'there is no distribution "Lognormal"'],
    ['LogNormal(0)', 'LogNormal(…) lacks sigma'],
    ['LogNormal(0, 1, 2)', 'LogNormal(…) has too many parameters'],
    ['LogNormal(0, -1)', 'sigma of LogNormal(0, -1) must be above 0'],
    ['Uniform(1, 1)', 'Uniform(1, 1) has no room between 1 and 1'],
    ['Normal(0, x)', '"x" in Normal(…) is no number'],
    ['Normal(mean=0, mean=1)', 'mean stands twice in Normal(…)'],
    ['Normal(mean=0, 1)', '"1" after a named parameter of Normal(…)'],
    ['Gamma(mean=2, sd=0)', 'mean and sd of Gamma must be above 0'],
    ['about 3', '"about 3" is no distribution'],
  ])('refuses %s', (text, problem) => {
    const parsed = parseDistribution(text);
    expect(isProblem(parsed) && parsed.problem).toBe(problem);
  });

  it.each(PRIORS)('%s: slopes are those of central differences', (text) => {
    const prior = distributionOf(text);
    const coordinate = coordinateOf(prior);
    if (!coordinate) throw new Error('has a coordinate');
    const step = 1e-5;
    for (const z of [-1.7, -0.4, 0.3, 1.1]) {
      const x = toValue(coordinate, z);
      expect(fromValue(coordinate, x)).toBeCloseTo(z, 10);
      const size = step * Math.max(1, Math.abs(x));
      const slope = (logDensity(prior, x + size) - logDensity(prior, x - size)) / (2 * size);
      expect(Math.abs(logDensitySlope(prior, x) - slope)).toBeLessThan(1e-6 * Math.max(1, Math.abs(slope)) + 1e-6);
      const move = (toValue(coordinate, z + step) - toValue(coordinate, z - step)) / (2 * step);
      expect(valueSlope(coordinate, z) / move).toBeCloseTo(1, 7);
      expect(Math.log(Math.abs(valueSlope(coordinate, z))) - logJacobian(coordinate, z)).toBeCloseTo(
        Math.log(Math.abs(valueSlope(coordinate, 0))) - logJacobian(coordinate, 0),
        9,
      );
      const bend = (logJacobian(coordinate, z + step) - logJacobian(coordinate, z - step)) / (2 * step);
      expect(logJacobianSlope(coordinate, z)).toBeCloseTo(bend, 6);
    }
  });

  // Means and deviations in closed form; Meridian states mean 1.831 and median 1.221 of its prior of the ROI.
  it.each([
    ['Normal(1, 2)', 1, 2],
    ['HalfNormal(1.5)', 1.5 * Math.sqrt(2 / Math.PI), 1.5 * Math.sqrt(1 - 2 / Math.PI)],
    ['LogNormal(0.2, 0.9)', 1.8313, Math.exp(0.2 + 0.405) * Math.sqrt(Math.expm1(0.81))],
    ['Uniform(0, 1)', 0.5, Math.sqrt(1 / 12)],
    ['Beta(1, 99)', 0.01, Math.sqrt(99 / (100 ** 2 * 101))],
    ['Gamma(3, 1)', 3, Math.sqrt(3)],
    ['InverseGamma(4, 3)', 1, Math.sqrt(0.5)],
    ['Exponential(2)', 0.5, 0.5],
    ['Laplace(0, 0.2)', 0, 0.2 * Math.SQRT2],
    ['0.1 + LogNormal(0.7, 0.4)', 0.1 + Math.exp(0.78), Math.exp(0.78) * Math.sqrt(Math.expm1(0.16))],
    ['1.5', 1.5, 0],
  ])('%s has mean %d and sd %d', (text, mean, sd) => {
    const found = moments(distributionOf(text));
    expect(found.mean).toBeCloseTo(mean, 4);
    expect(found.sd).toBeCloseTo(sd, 4);
  });

  it('knows quantiles, and which moments do not exist', () => {
    const roi = distributionOf('LogNormal(0.2, 0.9)');
    expect(quantile(roi, 0.5)).toBeCloseTo(1.2214, 4);
    expect(cumulativeProbability(roi, quantile(roi, 0.9))).toBeCloseTo(0.9, 5);
    expect(quantile(distributionOf('HalfCauchy(2)'), 0.5)).toBeCloseTo(2, 3);
    expect(moments(distributionOf('HalfCauchy(2)')).mean).toBeNaN();
    expect(moments(distributionOf('StudentT(2, 0, 1)')).sd).toBeNaN();
  });
});
