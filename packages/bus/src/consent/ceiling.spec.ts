import { type Purpose, purposes } from '@stellwerk/contracts';
import fc from 'fast-check';
import { type ConsentCeiling, type ConsentStatement, nextCeiling } from './ceiling.js';

const some = fc.subarray([...purposes]);
const statement: fc.Arbitrary<ConsentStatement> = fc.record({
  granted: some,
  refused: some,
  statedAtMs: fc.integer({ min: 1, max: 9 }),
  isByOperator: fc.boolean(),
});
const after = (statements: readonly ConsentStatement[]) =>
  statements.reduce<ConsentCeiling | undefined>((held, one) => nextCeiling(held, one), undefined);
const says = (granted: Purpose[], refused: Purpose[], statedAtMs: number, isByOperator = false): ConsentStatement => ({
  granted,
  refused,
  statedAtMs,
  isByOperator,
});

describe('what a person allows after several statements', () => {
  it.each<[string, ConsentStatement[], Purpose[]]>([
    ['a refusal', [says([], ['ad_profile'], 1)], ['analytics_store', 'ad_measurement', 'user_data_upload']],
    ['a refusal and a later grant', [says([], [...purposes], 1), says(['ad_profile'], [], 2)], ['ad_profile']],
    ['a grant that was kept offline', [says([], [...purposes], 2), says([...purposes], [], 1)], []],
    [
      'a refusal that was kept offline',
      [says([...purposes], [], 2), says([], ['ad_profile', 'ad_measurement'], 1)],
      ['analytics_store', 'user_data_upload'],
    ],
    [
      'a refusal through the operator that a client grants',
      [says([], [...purposes], 1, true), says([...purposes], [], 2)],
      [],
    ],
    [
      'a refusal through the operator that the operator takes back',
      [says([], [...purposes], 1, true), says(['analytics_store'], [], 2, true)],
      ['analytics_store'],
    ],
    [
      'a purpose granted and refused at once',
      [says(['ad_profile'], ['ad_profile'], 1)],
      ['analytics_store', 'ad_measurement', 'user_data_upload'],
    ],
  ])('%s', (_title, statements, expected) => {
    expect(after(statements)?.purposes).toEqual(expected);
  });

  it('never allows what the last statement refused, nor what is locked, and repeating changes nothing', () => {
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 6 }), statement, (before, last) => {
        const ceiling = after([...before, last]) as ConsentCeiling;
        for (const purpose of ceiling.purposes) {
          expect(last.refused).not.toContain(purpose);
          expect(ceiling.locked).not.toContain(purpose);
        }
        expect(nextCeiling(ceiling, last)).toEqual(ceiling);
      }),
    );
  });

  it('is widened by grants of the newest statement alone', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), statement, (before, last) => {
        const held = after(before) as ConsentCeiling;
        const next = nextCeiling(held, last);
        const added = next.purposes.filter((purpose) => !held.purposes.includes(purpose));
        if (added.length === 0) return;
        expect(last.granted).toEqual(expect.arrayContaining(added));
        expect(last.statedAtMs).toBeGreaterThanOrEqual(held.statedAtMs);
        if (!last.isByOperator) expect(held.locked.filter((purpose) => added.includes(purpose))).toEqual([]);
      }),
    );
  });
});
