import { dot } from '../linear/matrix.js';
import { RandomStream } from '../random/random-stream.js';
import type { Metric } from './metric.js';
import { type MetricName, metricFamily } from './options.js';

const SCALES = [1, 10, 0.1, 3];
const RHO = 0.95;

/** Adds draws, with their gradients, of a normal whose first two coordinates are correlated. */
function feed(
  add: (position: Float64Array, gradient: Float64Array) => void,
  random: RandomStream,
  draws: number,
): void {
  for (let i = 0; i < draws; i++) {
    const z = SCALES.map(() => random.normal());
    const second = RHO * z[0]! + Math.sqrt(1 - RHO * RHO) * z[1]!;
    const standard = [z[0]!, second, z[2]!, z[3]!];
    const factor = 1 / (1 - RHO * RHO);
    const slopes = [factor * (standard[0]! - RHO * second), factor * (second - RHO * standard[0]!), z[2]!, z[3]!];
    add(
      Float64Array.from(standard, (value, k) => 5 + value * SCALES[k]!),
      Float64Array.from(slopes, (value, k) => -value / SCALES[k]!),
    );
  }
}

/** The matrix M⁻¹ of a metric. */
function inverseMass(metric: Metric): number[][] {
  return SCALES.map((_, k) => {
    const out = new Float64Array(SCALES.length);
    metric.velocity(
      Float64Array.from(SCALES, (_, i) => (i === k ? 1 : 0)),
      out,
    );
    return [...out];
  });
}

describe.each<[MetricName, number]>([
  ['diagonal', 0],
  ['dense', RHO],
  ['low-rank', RHO],
])('%s metric', (name, correlation) => {
  const family = metricFamily(name);
  const dimension = SCALES.length;
  const learnt = () => {
    const estimator = family.estimator(dimension);
    feed((position, gradient) => estimator.add(position, gradient), new RandomStream(1), 400);
    return estimator.finish();
  };

  it('learns the covariance that it can hold', () => {
    const inverse = inverseMass(learnt());
    for (const [k, scale] of SCALES.entries()) expect(inverse[k]![k]! / scale ** 2).toBeCloseTo(1, 0);
    expect(inverse[0]![1]! / (SCALES[0]! * SCALES[1]!)).toBeCloseTo(correlation, 1);
    expect(Math.abs(inverse[2]![3]! / (SCALES[2]! * SCALES[3]!))).toBeLessThan(0.2);
  });

  it('draws momenta of which the kinetic energy is half a chi-squared of the dimension', () => {
    const metric = learnt();
    const random = new RandomStream(2);
    const momentum = new Float64Array(dimension);
    const velocity = new Float64Array(dimension);
    let sum = 0;
    for (let i = 0; i < 4000; i++) {
      metric.drawMomentum(random, momentum);
      metric.velocity(momentum, velocity);
      sum += dot(momentum, velocity) / 4000;
    }
    // The standard error is √(8 / 4000) = 0.045.
    expect(Math.abs(sum - dimension)).toBeLessThan(0.2);
  });

  it('comes back from its state', () => {
    const metric = learnt();
    expect(inverseMass(family.restore(dimension, metric.state()))).toEqual(inverseMass(metric));
    expect(inverseMass(family.restore(dimension, family.unit(dimension).state()))).toEqual(
      inverseMass(family.unit(dimension)),
    );
  });

  it('learns the same after a pause, and forgets a window when it is over', () => {
    const first = family.estimator(dimension);
    feed((position, gradient) => first.add(position, gradient), new RandomStream(9), 50);
    first.finish();
    const halves = new RandomStream(1);
    feed((position, gradient) => first.add(position, gradient), halves, 150);
    const second = family.estimator(dimension);
    second.restore(first.state());
    feed((position, gradient) => second.add(position, gradient), halves, 250);
    expect(inverseMass(second.finish())).toEqual(inverseMass(learnt()));
  });

  it.each([
    ['gradients beyond all scales', (i: number) => i * 0.1, (i: number) => (i % 2 === 0 ? 1e200 : -1e290)],
    ['a chain that stands still', () => 1, () => 2],
  ])('stays finite for %s', (_title, position, gradient) => {
    const estimator = family.estimator(dimension);
    for (let i = 0; i < 25; i++)
      estimator.add(new Float64Array(dimension).fill(position(i)), new Float64Array(dimension).fill(gradient(i)));
    const momentum = new Float64Array(dimension);
    const metric = estimator.finish();
    metric.drawMomentum(new RandomStream(1), momentum);
    for (const value of [...momentum, ...inverseMass(metric).flat()])
      expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
    for (let k = 0; k < dimension; k++) expect(inverseMass(metric)[k]![k]).toBeGreaterThan(0);
  });
});
