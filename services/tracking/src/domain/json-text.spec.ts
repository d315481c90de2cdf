import fc from 'fast-check';
import { elementRanges, isNestedDeeperThan } from './json-text.js';

describe('JSON text', () => {
  it.each([
    ['{"a":[1]}', 2, false],
    ['{"a":[1]}', 1, true],
    ['{"a":"[[[[{{{{"}', 1, false],
    ['{"a":"\\"[[[["}', 1, false],
    ['{"a":"x\\\\","b":[[1]]}', 2, true],
    ['{"a":"x\\\\\\"[[[[","b":1}', 1, false],
    ['{"a":"[[[[', 1, false],
    ['['.repeat(10_000), 50, true],
  ])('%.20s deeper than %i: %p', (text, limit, expected) => {
    expect(isNestedDeeperThan(text, limit)).toBe(expected);
  });

  it('finds each element exactly as it was sent', () => {
    const text = '{ "batch" : [ {"a" : "],}\\"" } ,\n{"b":[1, 2]}, {} ], "sentAt":"x", "other":[3] }';
    expect(elementRanges(text, 'batch').map(({ start, end }) => text.slice(start, end))).toEqual([
      '{"a" : "],}\\"" }',
      '{"b":[1, 2]}',
      '{}',
    ]);
  });

  it.each(['{"batch":[]}', '{"batch":{"batch":[1]}}', '{"x":{"batch":[1]}}', '{"value":"batch","list":[1]}', '{}'])(
    'finds nothing in %s',
    (text) => {
      expect(elementRanges(text, 'batch')).toEqual([]);
    },
  );

  it('agrees with JSON.parse on any document', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.jsonValue(), fc.nat(4), (batch, other, indent) => {
        const text = JSON.stringify({ before: other, batch, after: other }, null, indent);
        const found = elementRanges(text, 'batch').map(({ start, end }) => JSON.parse(text.slice(start, end)));
        expect(found).toEqual(JSON.parse(text).batch);
      }),
    );
  });
});
