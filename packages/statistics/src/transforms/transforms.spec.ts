import fc from 'fast-check';
import { ordered } from './ordered.js';
import { interval, lowerBounded, positive, type ScalarTransform, unbounded, upperBounded } from './scalar-transform.js';
import { simplex } from './simplex.js';
import type { VectorTransform } from './vector-transform.js';

const STEP = 2 ** -17;

describe.each<[string, ScalarTransform, number, number]>([
  ['unbounded', unbounded, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  ['positive', positive, 0, Number.POSITIVE_INFINITY],
  ['lower bounded', lowerBounded(2), 2, Number.POSITIVE_INFINITY],
  ['upper bounded', upperBounded(-1), Number.NEGATIVE_INFINITY, -1],
  ['interval', interval(-3, 4), -3, 4],
])('%s transform', (_name, transform, low, high) => {
  it.each([-20, -3, -0.5, 0, 1, 4])('stays inside and turns back at %d', (z) => {
    const x = transform.constrain(z);
    expect(x).toBeGreaterThanOrEqual(low);
    expect(x).toBeLessThanOrEqual(high);
    expect(transform.unconstrain(x)).toBeCloseTo(z, 5);
  });

  it.each([-5, -0.5, 0, 1, 4])('has slopes that are derivatives at %d', (z) => {
    const slopeOf = (f: (z: number) => number) => (f(z + STEP) - f(z - STEP)) / (2 * STEP);
    expect(transform.slope(z)).toBeCloseTo(slopeOf(transform.constrain), 6);
    expect(transform.logJacobian(z)).toBeCloseTo(Math.log(Math.abs(transform.slope(z))), 10);
    expect(transform.logJacobianSlope(z)).toBeCloseTo(slopeOf(transform.logJacobian), 6);
  });
});

describe.each<[string, VectorTransform]>([
  ['ordered', ordered(4)],
  ['ordered of one', ordered(1)],
  ['simplex', simplex(4)],
  ['simplex of two', simplex(2)],
])('%s transform', (_name, transform) => {
  const { unconstrained, constrained } = transform;
  const points = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
    minLength: unconstrained,
    maxLength: unconstrained,
  });
  /** A smooth log density of x with a known gradient. */
  const weight = (i: number) => 0.7 + i;
  const logDensity = (x: Float64Array) => x.reduce((sum, value, i) => sum + weight(i) * value - 0.1 * value * value, 0);

  it('turns back', () => {
    fc.assert(
      fc.property(points, (values) => {
        const x = new Float64Array(constrained);
        const z = new Float64Array(unconstrained);
        transform.constrain(Float64Array.from(values), x);
        transform.unconstrain(x, z);
        return z.every((value, i) => Math.abs(value - values[i]!) < 1e-8);
      }),
    );
  });

  it('pulls gradients back, that of the log-Jacobian included', () => {
    fc.assert(
      fc.property(points, (values) => {
        const z = Float64Array.from(values);
        const x = new Float64Array(constrained);
        const target = (at: Float64Array) => transform.constrain(at, x) + logDensity(x);
        target(z);
        const byX = x.map((value, i) => weight(i) - 0.2 * value);
        const byZ = new Float64Array(unconstrained);
        transform.pullBack(z, x, byX, byZ);
        return byZ.every((slope, i) => {
          const moved = (by: number) => target(z.map((value, k) => (k === i ? value + by : value)));
          const difference = (moved(STEP) - moved(-STEP)) / (2 * STEP);
          return Math.abs(slope - difference) < 1e-5 * Math.max(1, Math.abs(difference));
        });
      }),
    );
  });

  it('has a log-Jacobian that is the determinant of its derivatives', () => {
    const z = Float64Array.from({ length: unconstrained }, (_, i) => 0.3 - 0.4 * i);
    const jacobian = Array.from({ length: unconstrained }, (_, column) => {
      const moved = (by: number) => {
        const x = new Float64Array(constrained);
        transform.constrain(
          z.map((value, k) => (k === column ? value + by : value)),
          x,
        );
        return x;
      };
      const above = moved(STEP);
      const below = moved(-STEP);
      return Array.from({ length: unconstrained }, (_, row) => (above[row]! - below[row]!) / (2 * STEP));
    });
    expect(transform.constrain(z, new Float64Array(constrained))).toBeCloseTo(
      Math.log(Math.abs(determinant(jacobian))),
      6,
    );
  });
});

it('the simplex adds up to 1 and is uniform at 0', () => {
  const x = new Float64Array(5);
  simplex(5).constrain(new Float64Array(4), x);
  for (const share of x) expect(share).toBeCloseTo(0.2, 14);
});

it.each([
  ['low', () => interval(1, 1)],
  ['size', () => ordered(0)],
  ['size', () => simplex(1)],
])('refuses a wrong %s', (name, make) => {
  expect(make).toThrow(new RegExp(`^${name} must`));
});

/** Determinant by elimination; the tests' matrices need no pivots. */
function determinant(rows: readonly (readonly number[])[]): number {
  const [first = [], ...rest] = rows;
  const pivot = first[0] ?? 1;
  if (rest.length === 0) return pivot;
  return (
    pivot * determinant(rest.map((row) => row.slice(1).map((value, i) => value - (row[0]! / pivot) * first[i + 1]!)))
  );
}
