import type { Generation } from './generation.js';
import { collectionOf, generationName, generationOfCollection } from './generation.js';
import { editionOf, pointIdOf, pointIdsOf } from './point-ids.js';
import { NEVER, visibleAt } from './visibility.js';

const key = { tenant: 'demo', source: 'faq', documentId: 'returns', version: 'a'.repeat(32) };

describe('ids of points', () => {
  it.each([
    ['tenant', { ...key, tenant: 'other' }, 0, 'g'],
    ['source', { ...key, source: 'other' }, 0, 'g'],
    ['document', { ...key, documentId: 'other' }, 0, 'g'],
    ['version', { ...key, version: 'b'.repeat(32) }, 0, 'g'],
    ['ordinal', key, 1, 'g'],
    ['generation', key, 0, 'h'],
  ])('differ by %s', (_what, other, ordinal, generation) => {
    expect(pointIdOf(other, ordinal, generation)).not.toBe(pointIdOf(key, 0, 'g'));
  });

  it('are the same for the same chunk, and stand in the order of the chunks', () => {
    expect(pointIdsOf(key, 2, 'g')).toEqual([pointIdOf(key, 0, 'g'), pointIdOf(key, 1, 'g')]);
    expect(editionOf(key, 1)).not.toBe(editionOf(key, 2));
  });
});

describe('visibility', () => {
  const sees = (sequence: number, point: Record<string, number>) =>
    visibleAt(sequence).every((condition) => {
      if (!('range' in condition)) return false;
      const value = point[condition.field] ?? Number.NaN;
      return value >= (condition.range.gte ?? -Infinity) && value <= (condition.range.lte ?? Infinity);
    });

  it.each([
    ['staged', { visibleFrom: NEVER, visibleUntil: NEVER }, [false, false, false]],
    ['current since 5', { visibleFrom: 5, visibleUntil: NEVER }, [false, true, true]],
    ['replaced by 6', { visibleFrom: 2, visibleUntil: 6 }, [true, true, false]],
  ])('of a point that is %s', (_what, point, expected) => {
    expect([4, 5, 6].map((sequence) => sees(sequence, point))).toEqual(expected);
  });
});

describe('names of generations', () => {
  const generation: Generation = {
    embedding: { model: 'intfloat/multilingual-e5-small', revision: 'r1', dimensions: 384, prefixes: 'e5' },
    chunker: 1,
    lexicon: 2,
  };

  it('tell what is in them, and differ by what does not show', () => {
    expect(generationName(generation)).toMatch(/^intfloat-multilingual-e5-small-384-c1-l2-[0-9a-f]{8}$/);
    const other = { ...generation, embedding: { ...generation.embedding, revision: 'r2' } };
    expect(generationName(other)).not.toBe(generationName(generation));
  });

  it('are found again in the names of collections', () => {
    expect(generationOfCollection(collectionOf('x'))).toBe('x');
    expect(generationOfCollection('something-else')).toBeUndefined();
  });
});
