import fc from 'fast-check';
import type { SignalName } from '../../domain/search.js';
import { distributionBased } from './distribution-based.js';
import { reciprocalRankFusion } from './reciprocal-rank.js';
import { byScore, type Fused, fuse, type ListedScore, type SignalList, type Weights } from './signals.js';
import { zScore } from './z-score.js';

const list = (name: SignalName, entries: Record<string, number>, others: Record<string, number> = {}): SignalList => ({
  name,
  listed: Object.entries(entries)
    .map(([id, score]) => ({ id, score }))
    .sort(byScore),
  others: new Map(Object.entries(others)),
});
const scores = (fused: readonly Fused[]) => Object.fromEntries(fused.map(({ id, score }) => [id, score]));
const ones: Weights = { sentence: 1, words: 1 };

const idOf = (place: number) => `id-${place}`;
const listArbitrary = (name: SignalName): fc.Arbitrary<SignalList> =>
  fc
    .uniqueArray(fc.nat(20), { minLength: 1, maxLength: 12 })
    .chain((places) =>
      fc
        .array(fc.integer({ min: -50, max: 50 }), { minLength: places.length, maxLength: places.length })
        .map((values) => list(name, Object.fromEntries(places.map((place, at) => [idOf(place), values[at] ?? 0])))),
    );
const listsArbitrary = fc.tuple(listArbitrary('sentence'), listArbitrary('words'));
const fusions: Readonly<Record<string, (lists: readonly SignalList[]) => Fused[]>> = {
  'z-score': (lists) => fuse(lists, ones, zScore({})),
  'z-score with floors': (lists) => fuse(lists, ones, zScore({ words: 3 })),
  'reciprocal ranks': (lists) => reciprocalRankFusion(lists, ones, 2),
  'distribution-based': (lists) => fuse(lists, ones, distributionBased),
};

describe.each(Object.entries(fusions))('fusion by %s', (_name, fused) => {
  it('does not depend on the order of lists', () => {
    fc.assert(
      fc.property(listsArbitrary, ([one, other]) => {
        const [forth, back] = [scores(fused([one, other])), scores(fused([other, one]))];
        for (const [id, score] of Object.entries(forth)) expect(back[id]).toBeCloseTo(score, 9);
      }),
    );
  });

  it('holds every candidate once, best first, equals in the order of ids, ranks from 1', () => {
    fc.assert(
      fc.property(listsArbitrary, (lists) => {
        const result = fused(lists);
        const ids = new Set(lists.flatMap(({ listed }) => listed.map(({ id }) => id)));
        expect(result.map(({ id }) => id).sort()).toEqual([...ids].sort());
        expect([...result].sort(byScore)).toEqual(result);
        for (const { listed, name } of lists)
          listed.forEach(({ id }, place) => {
            expect(result.find((one) => one.id === id)?.signals[name]?.rank).toBe(place + 1);
          });
      }),
    );
  });

  it('never puts a candidate behind one that no list likes better', () => {
    fc.assert(
      fc.property(listsArbitrary, ([one, other]) => {
        const common = one.listed.filter(({ id }) => other.listed.some((entry) => entry.id === id));
        const at = scores(fused([one, other]));
        const scoreIn = (entries: readonly ListedScore[], id: string) =>
          entries.find((entry) => entry.id === id)?.score ?? 0;
        for (const a of common)
          for (const b of common)
            if (a.score > b.score && scoreIn(other.listed, a.id) > scoreIn(other.listed, b.id))
              expect(at[a.id]).toBeGreaterThanOrEqual((at[b.id] ?? 0) - 1e-12);
      }),
    );
  });
});

describe('z-scores', () => {
  it('are counted by hand', () => {
    const fused = fuse(
      [list('sentence', { a: 3, b: 1 }, { c: 2 }), list('words', { c: 4, a: 0 }, { b: 2 })],
      { sentence: 2, words: 1 },
      zScore({}),
    );
    const unit = Math.sqrt(3 / 2);
    expect(scores(fused)).toEqual({
      a: expect.closeTo(2 * unit - unit, 12),
      b: expect.closeTo(-2 * unit, 12),
      c: expect.closeTo(unit, 12),
    });
    expect(fused.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(fused[0]?.signals.sentence).toEqual({ raw: 3, normalised: expect.closeTo(unit, 12), rank: 1 });
    expect(fused[2]?.signals.words).toEqual({ raw: 2, normalised: 0, rank: null });
  });

  it('do not change when all scores of a signal are moved and stretched', () => {
    fc.assert(
      fc.property(
        listsArbitrary,
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        ([one, other], shift, factor) => {
          const moved = { ...one, listed: one.listed.map(({ id, score }) => ({ id, score: score * factor + shift })) };
          const [before, after] = [one, moved].map((first) => scores(fuse([first, other], ones, zScore({}))));
          for (const [id, score] of Object.entries(before ?? {})) expect(after?.[id]).toBeCloseTo(score, 6);
        },
      ),
    );
  });

  it('divide a spread below its floor by the floor', () => {
    const fused = fuse([list('words', { a: 1, b: -1 })], { words: 1 }, zScore({ words: 4 }));
    expect(scores(fused)).toEqual({ a: 0.25, b: -0.25 });
  });

  it('are 0 where all scores are equal', () => {
    expect(scores(fuse([list('sentence', { a: 0.7, b: 0.7 })], { sentence: 1 }, zScore({})))).toEqual({ a: 0, b: 0 });
  });
});

describe('reciprocal ranks', () => {
  it.each([
    [2, { a: 1 / 2 + 1 / 3, b: 1 / 3 + 1 / 2 }],
    [61, { a: 1 / 61 + 1 / 62, b: 1 / 62 + 1 / 61 }],
  ])('with k %i: 1 / (position + 1 + k − 1), so the textbook is 61', (k, expected) => {
    const fused = reciprocalRankFusion([list('sentence', { a: 2, b: 1 }), list('words', { b: 2, a: 1 })], ones, k);
    expect(scores(fused)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([id, score]) => [id, expect.closeTo(score, 12)])),
    );
    expect(fused.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('have weights that stretch positions, and nothing from a signal of weight 0', () => {
    const lists = [list('sentence', { a: 2, b: 1 }), list('words', { b: 1 })];
    expect(scores(reciprocalRankFusion(lists, { sentence: 2, words: 0 }, 2))).toEqual({
      a: expect.closeTo(1 / (1 / 2 + 1), 12),
      b: expect.closeTo(1 / (2 / 2 + 1), 12),
    });
  });
});

describe('distribution-based scores', () => {
  it('are counted by hand, with n − 1 and not clamped', () => {
    const deviation = Math.SQRT2;
    expect(scores(fuse([list('sentence', { a: 3, b: 1 })], { sentence: 1 }, distributionBased))).toEqual({
      a: expect.closeTo((3 - (2 - 3 * deviation)) / (6 * deviation), 12),
      b: expect.closeTo((1 - (2 - 3 * deviation)) / (6 * deviation), 12),
    });
  });

  it.each([
    ['one entry', { a: 7 }, { a: 0.5 }],
    ['no variance', { a: 7, b: 7 }, { a: 0.5, b: 0.5 }],
  ])('are 0.5 with %s', (_what, entries, expected) => {
    expect(scores(fuse([list('sentence', entries)], { sentence: 1 }, distributionBased))).toEqual(expected);
  });
});
