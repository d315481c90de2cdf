import { boostOf, recencyFactor } from './boosts.js';

const now = Date.UTC(2026, 10, 26);
const TWO_YEARS = 730.5;

describe('recency', () => {
  it.each([
    ['today', '2026-11-26', 1],
    ['one year ago', '2025-11-26', 1 / (1 + 365 / TWO_YEARS)],
    ['two years ago', '2024-11-26', 1 / (1 + 730 / TWO_YEARS)],
    ['ten years ago: the floor', '2016-11-26', 0.5],
    ['in the future', '2027-01-01', 1],
    ['at no date', undefined, 1],
    ['at what is no date', 'soon', 1],
  ])('of a text published %s', (_when, publishedAt, expected) => {
    expect(recencyFactor(publishedAt, TWO_YEARS, now)).toBeCloseTo(expected, 12);
  });

  it('and trust multiply', () => {
    const boosts = { recencyHalfLifeDays: TWO_YEARS, trust: { untrusted: 0.5, reviewed: 0.8, own: 1 } };
    expect(boostOf({ publishedAt: '2016-01-01', trust: 'untrusted' }, boosts, now)).toBeCloseTo(Math.log(0.25), 12);
    expect(boostOf({ publishedAt: '2016-01-01', trust: 'untrusted' }, {}, now)).toBe(0);
  });
});
