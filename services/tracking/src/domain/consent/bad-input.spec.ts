import { purposes } from '@stellwerk/contracts';
import fc from 'fast-check';
import { regionalPolicy } from '../../examples/consent.js';
import { cpuMs } from '../../testing/cpu-time.js';
import { decideConsent } from './decide.js';
import type { ConsentSignal, ConsentSignalType } from './signal.js';

const TYPES: readonly ConsentSignalType[] = [
  'categories',
  'purposes',
  'gcs',
  'gcd',
  'ga4',
  'tcf',
  'gpp',
  'gpc',
  'snowplow',
];
const MILLION = 1_000_000;

const decide = (signals: readonly ConsentSignal[]) =>
  decideConsent({
    policy: { name: 'test', version: 1, spec: regionalPolicy },
    signals,
    region: 'US',
    destinations: [],
    atMs: 0,
  });
const signal = (type: ConsentSignalType, raw: unknown) => ({ type, raw }) as ConsentSignal;
const polluting = JSON.parse(
  '{"__proto__": {"analytics": true, "isAdmin": true}, "constructor": {"prototype": {"isAdmin": true}}, "categoryPreferences": {"__proto__": true}}',
);

describe('consent signals of any kind and size', () => {
  it.each(TYPES)('%s: any value has a typed outcome', (type) => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), (raw) => {
        const decision = decide([signal(type, raw)]);
        expect(purposes).toEqual(expect.arrayContaining([...decision.purposes]));
        expect(decision.signals.every((one) => one.raw.length <= 4_096)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each(
    TYPES.flatMap(
      (type) =>
        [
          [type, 'a text of a million characters', 'C'.repeat(MILLION)],
          [type, 'a name of a million characters', { categoryPreferences: { ['a'.repeat(MILLION)]: true } }],
          [
            type,
            'a hundred thousand names',
            { allowedConsentIds: Array.from({ length: 100_000 }, (_, index) => `c${index}`) },
          ],
          [type, 'names of Object.prototype', polluting],
        ] as const,
    ),
  )('%s: %s is bounded and grants nothing beyond the default', (type, _title, raw) => {
    let granted: readonly string[] = [];
    expect(
      cpuMs(() => {
        granted = decide([signal(type, raw)]).purposes;
      }),
    ).toBeLessThan(1_000);
    expect(['analytics_store', 'ad_measurement']).toEqual(expect.arrayContaining([...granted]));
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
