import fc from 'fast-check';
import type { FieldCondition, VectorFilter } from './port.js';
import { tenantFilter } from './tenant-filter.js';

const condition: fc.Arbitrary<FieldCondition> = fc.oneof(
  fc.record({
    field: fc.constantFrom('topic', 'year'),
    anyOf: fc.array(fc.string(), { minLength: 1, maxLength: 4 }) as fc.Arbitrary<string[]>,
  }),
  fc.record({ field: fc.constant('year'), range: fc.record({ gte: fc.integer() }) }),
  fc.record({ field: fc.constant('topic'), isEmpty: fc.constant(true as const) }),
  fc.record({ ids: fc.array(fc.uuid(), { minLength: 1, maxLength: 4 }) }),
);
const filter: fc.Arbitrary<VectorFilter> = fc.record(
  {
    must: fc.array(condition, { maxLength: 4 }),
    mustNot: fc.array(condition, { maxLength: 4 }),
    should: fc.array(condition, { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: [] },
);

describe('filter of a tenant', () => {
  it('is the tenant alone where nothing else is asked', () => {
    expect(tenantFilter('a')).toEqual({ must: [{ key: 'tenant', match: { value: 'a' } }] });
  });

  it('demands the tenant whatever else is asked, and names no other one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), filter, (tenant, asked) => {
        const { must, must_not, should } = tenantFilter(tenant, asked);
        expect(must).toContainEqual({ key: 'tenant', match: { value: tenant } });
        const others = [must, must_not ?? [], should ?? []].flat().slice(1);
        expect(others.filter((row) => row && 'key' in row && row.key === 'tenant')).toEqual([]);
      }),
    );
  });

  it.each<[string, VectorFilter, string, string]>([
    ['the tenant itself', { should: [{ field: 'tenant', anyOf: ['b'] }] }, 'VEC_FIELD_RESERVED', 'tenant'],
    ['no values', { must: [{ field: 'access', anyOf: [] }] }, 'VEC_FILTER_INVALID', 'access'],
    ['no ids', { must: [{ ids: [] }] }, 'VEC_FILTER_INVALID', 'ids'],
    ['no alternatives', { should: [] }, 'VEC_FILTER_INVALID', 'should'],
    ['mixed values', { must: [{ field: 'year', anyOf: [2020, 'x'] }] }, 'VEC_FILTER_INVALID', 'year'],
    ['fractions', { must: [{ field: 'year', anyOf: [0.5] }] }, 'VEC_FILTER_INVALID', 'year'],
    ['a range without bounds', { must: [{ field: 'year', range: {} }] }, 'VEC_FILTER_INVALID', 'year'],
    ['a range to infinity', { must: [{ field: 'year', range: { lte: Infinity } }] }, 'VEC_FILTER_INVALID', 'year'],
    ['too many ids', { must: [{ ids: Array(1_001).fill('x') }] }, 'VEC_FILTER_INVALID', 'ids'],
  ])('refuses %s', (_title, asked, code, field) => {
    expect(() => tenantFilter('a', asked)).toThrow(expect.objectContaining({ code, field }));
  });
});
