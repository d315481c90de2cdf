import { fitLogistic, fitRanking } from './fit.js';
import { atCoverage, pointAt } from './risk-coverage.js';

describe('what is fitted', () => {
  it('orders by the feature that tells and not by the one that does not', () => {
    const lists = Array.from({ length: 40 }, (_, index) => ({
      rows: [0, 1, 2].map((candidate) => [candidate === index % 3 ? 1 : 0, index % 2]),
      isGold: [0, 1, 2].map((candidate) => candidate === index % 3),
    }));
    const [telling = 0, other = 0] = fitRanking(lists, 2);
    expect(telling).toBeGreaterThan(1);
    expect(Math.abs(other)).toBeLessThan(0.3);
  });

  it('gives half at the middle of two classes', () => {
    const rows = Array.from({ length: 100 }, (_, index) => ({ row: [index], holds: index >= 50 }));
    const { weights, bias } = fitLogistic(rows, 1);
    expect(-bias / (weights[0] ?? 1)).toBeCloseTo(49.5, 0);
    expect(weights[0]).toBeGreaterThan(0);
  });
});

describe('a risk–coverage curve', () => {
  const judged = [
    ...[0.9, 0.8, 0.7, 0.6].map((confidence) => ({ confidence, isAnswerable: true })),
    ...[0.75, 0.5, 0.2, 0.1].map((confidence) => ({ confidence, isAnswerable: false })),
  ];

  it.each([
    [0.5, { threshold: 0.8, coverage: 0.5, risk: 0 }],
    [0.75, { threshold: 0.7, coverage: 0.75, risk: 0.25 }],
    [1, { threshold: 0.6, coverage: 1, risk: 0.25 }],
  ])('at %s', (coverage, expected) => {
    expect(atCoverage(judged, coverage)).toEqual(expected);
  });

  it('says what a threshold leads to', () => {
    expect(pointAt(judged, 0.15)).toEqual({ threshold: 0.15, coverage: 1, risk: 0.75 });
  });
});
