import { RandomStream } from '@stellwerk/statistics';
import { mixDrift, scoreDrift } from './drift.js';

const draws = (seed: number, n: number, shift = 0) => {
  const random = new RandomStream(seed);
  return Array.from({ length: n }, () => random.normal() + shift);
};

describe('drift', () => {
  it('is the index and divergence of its definition', () => {
    const { populationStabilityIndex, jensenShannon } = mixDrift({ de: 599.5, en: 399.5 }, { de: 399.5, en: 599.5 });
    expect(populationStabilityIndex).toBeCloseTo(2 * 0.2 * Math.log(1.5), 10);
    const entropy = -(0.6 * Math.log2(0.6) + 0.4 * Math.log2(0.4));
    expect(jensenShannon).toBeCloseTo(1 - entropy, 10);
  });

  it.each([
    ['the same mix', { de: 600, en: 400 }, { de: 300, en: 200 }, 'stable'],
    ['a small change', { de: 600, en: 400 }, { de: 560, en: 440 }, 'stable'],
    ['a change', { de: 600, en: 400 }, { de: 420, en: 580 }, 'moderate'],
    ['another mix', { de: 600, en: 400 }, { de: 200, en: 800 }, 'major'],
    ['something new', { de: 1_000 }, { de: 700, pl: 300 }, 'major'],
    ['few questions', { de: 600, en: 400 }, { de: 5, en: 44 }, 'too-few'],
    ['nothing', {}, {}, 'too-few'],
  ])('of %s is told', (_name, before, after, verdict) => {
    expect(mixDrift(before, after).verdict).toBe(verdict);
  });

  it('is not seen in chance: of 200 pairs of small samples from one population hardly any counts', () => {
    const verdicts = Array.from({ length: 200 }, (_, at) => scoreDrift(draws(at, 60), draws(1_000 + at, 60)));
    // The index alone would call about half of them moderate or worse: with 10 bins and 60 draws its mean is .3.
    expect(verdicts.filter(({ populationStabilityIndex: index }) => index > 0.1).length).toBeGreaterThan(100);
    expect(verdicts.filter(({ verdict }) => verdict !== 'stable').length).toBeLessThanOrEqual(6);
  });

  it('of scores is seen where they move, and where they vanish', () => {
    expect(scoreDrift(draws(1, 2_000), draws(2, 2_000)).verdict).toBe('stable');
    expect(scoreDrift(draws(1, 2_000), draws(2, 2_000, 0.4)).verdict).toBe('moderate');
    expect(scoreDrift(draws(1, 2_000), draws(2, 2_000, 1)).verdict).toBe('major');
    const gone = draws(2, 2_000).map((score, at) => (at % 2 === 0 ? Number.NaN : score));
    expect(scoreDrift(draws(1, 2_000), gone).verdict).toBe('major');
    expect(
      scoreDrift(
        Array.from({ length: 100 }, () => 1),
        Array.from({ length: 100 }, () => 1),
      ).verdict,
    ).toBe('stable');
  });
});
