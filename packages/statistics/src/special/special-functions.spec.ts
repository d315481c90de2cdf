import { incompleteBeta, logBeta } from './beta-functions.js';
import { digamma, trigamma } from './digamma.js';
import { erf, erfc, scaledErfc } from './error-function.js';
import { incompleteGamma } from './gamma-functions.js';
import { logGamma } from './log-gamma.js';
import { log1mExp, logSumExp, logSumExpOf } from './log-sum-exp.js';
import { logistic, logit, logLogistic } from './logistic.js';
import { normalCdf, normalLogCdf, normalQuantile, normalUpperTail } from './normal.js';
import { referenceValues } from './reference-values.js';

const functions: Readonly<Record<keyof typeof referenceValues, (...args: number[]) => number>> = {
  logGamma: (x = 0) => logGamma(x),
  digamma: (x = 0) => digamma(x),
  trigamma: (x = 0) => trigamma(x),
  erf: (x = 0) => erf(x),
  erfc: (x = 0) => erfc(x),
  normalCdf: (x = 0) => normalCdf(x),
  normalLogCdf: (x = 0) => normalLogCdf(x),
  normalUpperTail: (x = 0) => normalUpperTail(x),
  normalQuantile: (x = 0) => normalQuantile(x),
  'incompleteGamma.lower': (a = 0, x = 0) => incompleteGamma(a, x).lower,
  'incompleteGamma.upper': (a = 0, x = 0) => incompleteGamma(a, x).upper,
  'incompleteBeta.lower': (x = 0, a = 0, b = 0) => incompleteBeta(x, a, b).lower,
  'incompleteBeta.upper': (x = 0, a = 0, b = 0) => incompleteBeta(x, a, b).upper,
  logBeta: (a = 0, b = 0) => logBeta(a, b),
};

describe('special functions', () => {
  it.each(Object.entries(functions))('%s has a relative error of at most 2e-13, tails included', (name, compute) => {
    for (const [args, expected] of referenceValues[name as keyof typeof referenceValues]) {
      const error = Math.abs(compute(...args) - expected) / Math.abs(expected);
      expect({ args, isExact: error <= 2e-13, error }).toEqual({ args, isExact: true, error });
    }
  });

  it.each<[string, number, number]>([
    ['log Γ(0)', logGamma(0), Number.POSITIVE_INFINITY],
    ['log Γ(−1)', logGamma(-1), Number.NaN],
    ['log Γ(1)', logGamma(1), 0],
    ['log Γ(2)', logGamma(2), 0],
    ['erf(0)', erf(0), 0],
    ['erf(∞)', erf(Number.POSITIVE_INFINITY), 1],
    ['erfc(−∞)', erfc(Number.NEGATIVE_INFINITY), 2],
    ['erfc(NaN)', erfc(Number.NaN), Number.NaN],
    ['Φ⁻¹(0)', normalQuantile(0), Number.NEGATIVE_INFINITY],
    ['Φ⁻¹(1)', normalQuantile(1), Number.POSITIVE_INFINITY],
    ['Φ⁻¹(½)', normalQuantile(0.5), 0],
    ['Φ⁻¹(1.1)', normalQuantile(1.1), Number.NaN],
    ['P(2, 0)', incompleteGamma(2, 0).lower, 0],
    ['Q(2, ∞)', incompleteGamma(2, Number.POSITIVE_INFINITY).upper, 0],
    ['P(−1, 1)', incompleteGamma(-1, 1).lower, Number.NaN],
    ['I_0', incompleteBeta(0, 2, 3).lower, 0],
    ['I_1', incompleteBeta(1, 2, 3).upper, 0],
    ['I of a NaN', incompleteBeta(Number.NaN, 2, 3).lower, Number.NaN],
    ['log-sum-exp of nothing', logSumExp([]), Number.NEGATIVE_INFINITY],
    [
      'log-sum-exp of zero weights',
      logSumExpOf(Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY),
      Number.NEGATIVE_INFINITY,
    ],
  ])('%s at the edge', (_title, value, expected) => {
    expect(value + 0).toBe(expected);
  });

  it.each([-800, -40, -1, 0, 1, 40, 800])('log-sum-exp and the logistic function do not overflow at %d', (x) => {
    expect(logSumExp([x, x])).toBeCloseTo(x + Math.LN2, 12);
    expect(logSumExpOf(x, -x)).toBeCloseTo(Math.abs(x) + Math.log1p(Math.exp(-2 * Math.abs(x))), 12);
    expect(logistic(x) + logistic(-x)).toBeCloseTo(1, 15);
    expect(logLogistic(x)).toBeCloseTo(-logSumExpOf(0, -x), 12);
  });

  it('inverts the logistic function', () => {
    expect(logit(logistic(-12.5))).toBeCloseTo(-12.5, 12);
  });

  it('keeps log(1 − e^x) near 0 and far below', () => {
    expect(log1mExp(-1e-15)).toBeCloseTo(Math.log(1e-15), 9);
    expect(log1mExp(-50) / -Math.exp(-50)).toBeCloseTo(1, 12);
  });

  it('scales the tail of the error function where it underflows', () => {
    expect(erfc(40)).toBe(0);
    // e^(x²) erfc(x) → 1 / (x √π) (1 − 1/(2x²) + 3/(4x⁴) − 15/(8x⁶)).
    expect(scaledErfc(40)).toBeCloseTo(
      (1 / (40 * Math.sqrt(Math.PI))) * (1 - 1 / 3200 + 3 / (4 * 40 ** 4) - 15 / (8 * 40 ** 6)),
      13,
    );
    expect(scaledErfc(0.2)).toBeCloseTo(Math.exp(0.04) * erfc(0.2), 14);
  });
});
