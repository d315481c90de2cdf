import { cholesky, logDeterminant, RandomStream, solveCholesky } from '@stellwerk/statistics';
import { distributionOf } from '../spec/distribution.js';
import { CollapsedGaussian } from './collapsed-gaussian.js';
import { type GeoColumn, LinearDesign, type SharedColumn } from './linear-design.js';

const GEOS = 3;
const PERIODS = 7;
const FITTED = 6;
const random = new RandomStream(11);
const normals = (length: number) => Float64Array.from({ length }, () => random.normal());
const column = <E extends 'time' | 'panel'>(name: string, extent: E, values: Float64Array) =>
  ({ name, component: name, kind: 'control', extent, values, on: () => values }) as const;
const shared: SharedColumn[] = [
  { ...column('level', 'time', new Float64Array(PERIODS).fill(1)), prior: distributionOf('Normal(0.5, 2)') },
  { ...column('wave', 'time', normals(PERIODS)), prior: distributionOf('Normal(0, 1)') },
  { ...column('weather', 'panel', normals(GEOS * PERIODS)), prior: distributionOf('Normal(-1, 0.7)') },
];
const geo: GeoColumn[] = [
  { ...column('own', 'panel', new Float64Array(GEOS * PERIODS).fill(1)), sd: { fixed: 1.5 } },
  { ...column('slope', 'panel', normals(GEOS * PERIODS)), sd: { fixed: 0.4 } },
];
const plan = { geos: GEOS, periods: PERIODS, fitted: FITTED, shared, processes: [], geo };
const outcome = normals(GEOS * PERIODS);
const media = normals(GEOS * PERIODS);

/** All rows that are fitted, with every coefficient as a column of its own. */
function dense() {
  const rows = Array.from({ length: GEOS * FITTED }, (_, row) => {
    const [g, t] = [Math.floor(row / FITTED), row % FITTED];
    const at = g * PERIODS + t;
    const common = shared.map(({ extent, values }) => values[extent === 'time' ? t : at] ?? 0);
    const own = Array.from({ length: GEOS }, (_, other) =>
      geo.map(({ values }) => (other === g ? (values[at] ?? 0) : 0)),
    );
    return { at, g, x: [...common, ...own.flat()] };
  });
  const means = [0.5, 0, -1, ...Array(GEOS * 2).fill(0)];
  const sds = [2, 1, 0.7, ...Array.from({ length: GEOS }, () => [1.5, 0.4]).flat()];
  return { rows, means, sds };
}

describe.each([
  ['one noise', Float64Array.of(0.6, 0.6, 0.6), true],
  ['noise by geo', Float64Array.of(0.4, 0.9, 0.6), false],
])('collapsed coefficients, %s', (_title, noise, isCommon) => {
  const block = new CollapsedGaussian(new LinearDesign(plan), outcome, isCommon);
  const log = block.evaluate(media, noise);
  const { rows, means, sds } = dense();

  it('leave exactly the marginal normal density', () => {
    const size = rows.length;
    const covariance = new Float64Array(size * size);
    for (const [i, a] of rows.entries())
      for (const [j, b] of rows.entries())
        covariance[i * size + j] =
          a.x.reduce((sum, value, k) => sum + value * (b.x[k] ?? 0) * (sds[k] ?? 0) ** 2, 0) +
          (i === j ? (noise[a.g] ?? 0) ** 2 : 0);
    const error = Float64Array.from(
      rows,
      ({ at, x }) => (outcome[at] ?? 0) - (media[at] ?? 0) - x.reduce((sum, value, k) => sum + value * means[k], 0),
    );
    const factor = cholesky(covariance, size);
    const solved = error.slice();
    solveCholesky(factor, size, solved);
    const exact =
      -0.5 * (logDeterminant(factor, size) + error.reduce((sum, one, i) => sum + one * (solved[i] ?? 0), 0));
    expect(log).toBeCloseTo(exact, 10);
    for (const [i, { at }] of rows.entries()) expect(block.residual[at]).toBeCloseTo(solved[i] ?? 0, 10);
  });

  it('are drawn from their posterior', () => {
    const size = means.length;
    const precision = new Float64Array(size * size);
    const right = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const variance = (sds[i] ?? 1) ** 2;
      precision[i * size + i] = 1 / variance;
      right[i] = (means[i] ?? 0) / variance;
    }
    for (const { at, g, x } of rows)
      for (let i = 0; i < size; i++) {
        const weight = (x[i] ?? 0) / (noise[g] ?? 1) ** 2;
        right[i] = (right[i] ?? 0) + weight * ((outcome[at] ?? 0) - (media[at] ?? 0));
        for (let j = 0; j < size; j++) precision[i * size + j] = (precision[i * size + j] ?? 0) + weight * (x[j] ?? 0);
      }
    const factor = cholesky(precision, size);
    solveCholesky(factor, size, right);
    const draws = 4_000;
    const into = new Float64Array(size);
    const sums = new Float64Array(size);
    const products = new Float64Array(size * size);
    const normal = new RandomStream(12);
    for (let draw = 0; draw < draws; draw++) {
      block.draw(() => normal.normal(), into);
      for (let i = 0; i < size; i++) {
        sums[i] = (sums[i] ?? 0) + (into[i] ?? 0) / draws;
        for (let j = 0; j < size; j++)
          products[i * size + j] =
            (products[i * size + j] ?? 0) +
            (((into[i] ?? 0) - (right[i] ?? 0)) * ((into[j] ?? 0) - (right[j] ?? 0))) / draws;
      }
    }
    for (let i = 0; i < size; i++) {
      const unit = new Float64Array(size);
      unit[i] = 1;
      solveCholesky(factor, size, unit);
      const sd = Math.sqrt(unit[i] ?? 0);
      // Five standard errors of a mean and of a covariance of 4,000 draws.
      expect(Math.abs((sums[i] ?? 0) - (right[i] ?? 0))).toBeLessThan((5 * sd) / Math.sqrt(draws));
      for (let j = 0; j <= i; j++) {
        const other = new Float64Array(size);
        other[j] = 1;
        solveCholesky(factor, size, other);
        const limit = (7 * sd * Math.sqrt(other[j] ?? 0)) / Math.sqrt(draws);
        expect(Math.abs((products[i * size + j] ?? 0) - (unit[j] ?? 0))).toBeLessThan(limit);
      }
    }
  });
});
