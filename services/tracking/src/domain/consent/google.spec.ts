import { type ControlSpec, type Purpose, purposes } from '@stellwerk/contracts';
import { regionalPolicy, strictPolicy } from '../../examples/consent.js';
import { GCD_LETTERS } from '../../testing/consent-signals.js';
import { decideConsent } from './decide.js';
import type { ConsentSignal } from './signal.js';

const GCS = [
  undefined,
  ...['1', '0', '-'].flatMap((ads) => ['1', '0', '-'].map((analytics) => `G1${ads}${analytics}`)),
];
const REGIONS = ['DE', 'GB', 'CH', 'IS', 'EEA', 'unknown', undefined, 'US', 'US-CA', 'AU'];

/**
 * The rule once more, by what a purpose must not meet: a word per letter, sentences per purpose, and no sets. Written
 * against the tables of the reference, not against the engine.
 */
const WORDS: Readonly<Record<string, string>> = {
  l: '?',
  p: 'no',
  q: 'no',
  m: 'no',
  u: 'no',
  t: 'yes',
  r: 'yes',
  n: 'yes',
  v: 'yes',
};
const DEFAULTS: Readonly<Record<string, readonly Purpose[]>> = {
  US: ['analytics_store', 'ad_measurement'],
  'US-CA': ['analytics_store', 'ad_measurement'],
  AU: ['analytics_store'],
};

function mayServe(purpose: Purpose, gcd: string, gcs: string | undefined, byDefault: readonly Purpose[]): boolean {
  const [ads, analytics, upload, personal] = [2, 4, 6, 8].map((place) => WORDS[gcd[place] as string]);
  const [simpleAds, simpleAnalytics] = [2, 3].map((place) => ({ '1': 'yes', '0': 'no' })[gcs?.[place] ?? '-'] ?? '?');
  const both = (one: string | undefined, other: string | undefined) =>
    one === 'no' || other === 'no' ? 'no' : one === 'yes' || other === 'yes' ? 'yes' : '?';
  const answers = {
    analytics_store: [both(analytics, simpleAnalytics)],
    ad_measurement: [both(ads, simpleAds), upload],
    ad_profile: [personal],
    user_data_upload: [upload],
  }[purpose];
  if (answers.includes('no')) return false;
  return answers.every((answer) => answer === 'yes') || byDefault.includes(purpose);
}

function* everyGcd(): Generator<string> {
  for (const a of GCD_LETTERS)
    for (const b of GCD_LETTERS)
      for (const c of GCD_LETTERS) for (const d of GCD_LETTERS) yield `11${a}1${b}1${c}1${d}5`;
}

const decide = (spec: ControlSpec<'consent-policy'>, signals: readonly ConsentSignal[], region: string | undefined) =>
  decideConsent({ policy: { name: 'test', version: 1, spec }, signals, region, destinations: [], atMs: 0 });

describe('Google consent mode', () => {
  it('grants nothing that the letters do not, over every combination, gcs and region', () => {
    const wrong: string[] = [];
    let tried = 0;
    let combinations = 0;
    for (const gcd of everyGcd()) {
      combinations += 1;
      for (const gcs of GCS) {
        const signals: ConsentSignal[] = [{ type: 'gcd', raw: gcd }];
        if (gcs !== undefined) signals.push({ type: 'gcs', raw: gcs });
        for (const region of REGIONS) {
          const decision = decide(regionalPolicy, signals, region);
          const expected = purposes.filter((purpose) => mayServe(purpose, gcd, gcs, DEFAULTS[region ?? ''] ?? []));
          const isRight =
            decision.purposes.join() === expected.join() && decision.mayStore === expected.includes('analytics_store');
          if (!isRight) wrong.push(`${gcd} ${gcs} ${region}: ${decision.purposes}`);
          tried += 1;
        }
      }
    }
    expect(wrong.slice(0, 10)).toEqual([]);
    expect(combinations).toBe(6_561);
    expect(tried).toBe(6_561 * 10 * 10);
  });

  it.each(
    Object.entries({
      'an empty text': '',
      'another prefix': '12t1t1t1t5',
      'too few letters': '11t1t1t5',
      'too many letters': '11t1t1t1t1t5',
      'a fifth letter': '11t1t1t1t5l1',
      'capital letters': '11T1T1T1T5',
      'letters for digits': '11ttttttt5',
      'a line break': '11t1t1t1t5\n',
      'letters beyond ASCII': '11ţ1ţ1ţ1ţ5',
      'a million characters': `11${'t1'.repeat(500_000)}`,
    }),
  )('denies all for gcd with %s', (_title, raw) => {
    expect(decide(strictPolicy, [{ type: 'gcd', raw }], 'AU').purposes).toEqual([]);
    expect(decide(regionalPolicy, [{ type: 'gcd', raw }], 'US').purposes).toEqual([]);
  });

  it.each(['', 'G1', 'G111x', 'g111', 'G211', 'G1xx', 'G1\n\n', 'G'.repeat(1_000_000)])(
    'denies all for gcs %.8j',
    (raw) => {
      expect(decide(regionalPolicy, [{ type: 'gcs', raw }], 'US').purposes).toEqual([]);
    },
  );

  it.each([
    [{ ad_user_data: 'granted' }, []],
    [{ ad_user_data: true }, []],
    [{ ad_user_data: 'GRANTED' }, ['user_data_upload']],
    [{ ad_user_data: 'GRANTED', ad_personalization: 'DENIED' }, ['user_data_upload']],
    [{ ad_personalization: 'GRANTED', unknown: 'GRANTED' }, ['ad_profile']],
    [JSON.parse('{"__proto__": {"ad_user_data": "GRANTED"}}'), []],
    [[], []],
    ['GRANTED', []],
    [null, []],
  ])('reads consent %j of the Measurement Protocol', (raw, expected) => {
    expect(decide(strictPolicy, [{ type: 'ga4', raw }], 'DE').purposes).toEqual(expected);
  });
});
