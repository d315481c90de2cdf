import { type CalibrationModel, calibrationReplication, rankUniformity } from './calibration.js';

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
