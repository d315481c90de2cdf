import { denseJson, sparseJson, toEnginePoint, withoutTenant } from './vector-json.js';

const point = {
  id: '00000000-0000-5000-8000-000000000001',
  dense: { meaning: Float32Array.of(0.5, -1) },
  sparse: { words: { indices: [3, 9], values: [1, 2] } },
  payload: { title: 'x' },
};

describe('points as JSON', () => {
  it('carries the tenant, which is taken off again', () => {
    const engine = toEnginePoint('a', point);
    expect(engine).toEqual({
      id: point.id,
      vector: { meaning: [0.5, -1], words: { indices: [3, 9], values: [1, 2] } },
      payload: { title: 'x', tenant: 'a' },
    });
    expect(withoutTenant(engine.payload ?? {})).toEqual(point.payload);
  });

  it('refuses a payload that names a tenant', () => {
    expect(() => toEnginePoint('a', { ...point, payload: { tenant: 'b' } })).toThrow(
      expect.objectContaining({ code: 'VEC_FIELD_RESERVED' }),
    );
  });

  it.each([
    ['NaN', () => denseJson(Float32Array.of(1, Number.NaN), 'meaning')],
    ['infinity', () => denseJson(Float32Array.of(Number.POSITIVE_INFINITY), 'meaning')],
    ['indices that descend', () => sparseJson({ indices: [2, 1], values: [1, 1] }, 'meaning')],
    ['an index twice', () => sparseJson({ indices: [1, 1], values: [1, 1] }, 'meaning')],
    ['a negative index', () => sparseJson({ indices: [-1], values: [1] }, 'meaning')],
    ['an index beyond 32 bits', () => sparseJson({ indices: [2 ** 32], values: [1] }, 'meaning')],
    ['a value too few', () => sparseJson({ indices: [1, 2], values: [1] }, 'meaning')],
    ['a value that is no number', () => sparseJson({ indices: [1], values: [Number.NaN] }, 'meaning')],
  ])('refuses %s', (_title, convert) => {
    expect(convert).toThrow(expect.objectContaining({ code: 'VEC_VECTOR_INVALID', field: 'meaning' }));
  });
});
