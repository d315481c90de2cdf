import fc from 'fast-check';
import { stack } from './stack.js';

describe('stack', () => {
  it('piles gains upwards and losses downwards', () => {
    expect(
      stack([
        [10, 10],
        [5, -2],
        [-3, -1],
      ]),
    ).toEqual([
      { above: { from: [0, 0], to: [10, 10] }, below: null },
      { above: { from: [10, 10], to: [15, 10] }, below: { from: [0, 0], to: [0, -2] } },
      { above: null, below: { from: [0, -2], to: [-3, -3] } },
    ]);
  });

  it('counts what is missing as nothing', () => {
    expect(stack([[1, Number.NaN], [2]])[1]?.above).toEqual({ from: [1, 0], to: [3, 0] });
    expect(stack([])).toEqual([]);
  });

  it('loses nothing: the heights of all layers add up to the sum, and no layer overlaps another', () => {
    const series = fc.array(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 4, maxLength: 4 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(series, (values) => {
        const layers = stack(values);
        for (let t = 0; t < 4; t++) {
          const height = ({ from, to }: { from: readonly number[]; to: readonly number[] }) =>
            (to[t] ?? 0) - (from[t] ?? 0);
          const total = layers.reduce(
            (sum, { above, below }) => sum + (above ? height(above) : 0) + (below ? height(below) : 0),
            0,
          );
          expect(total).toBe(values.reduce((sum, one) => sum + (one[t] ?? 0), 0));
          const edges = layers.flatMap(({ above }) => (above ? [above.from[t] ?? 0, above.to[t] ?? 0] : []));
          expect(edges).toEqual([...edges].sort((a, b) => a - b));
        }
      }),
    );
  });
});
