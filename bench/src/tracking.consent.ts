import { type Purpose, purposes } from '@stellwerk/contracts';
import { type ConsentSignal, decideConsent } from '@stellwerk/tracking/consent';
import { atLeast, type Benchmark, exactly } from './benchmark.js';
import { seededRandom } from './random.js';
import { overRounds } from './statistics.js';

/** A TC string of 2.3 as a consent manager writes it for 900 vendors: all purposes but 5, 6 and 11, four restrictions. */
const TC_STRING =
  'CQtAQoAQtAQoAAfAHBDEAAFgAPPAAELAAAYgHBuS3hawO1-X_2HNn3N3uPS2PnhWtrTZed_V1-_OZ9WwUNU_xf_sXMOXOdoJcKW5vui_xdH_3NkFnoN5L8_vCD6WXtG-ev7_G1o4XyMv__scfHenff8vs1J8FSZNs75L5xuDYhza-fq3Kkq9kfbyj2cvgcAIIoGYPPVxAEACgAQKWDcSYoQlQAVpymIDEhAA9s4SggiJKIRBSDEJhIQYFGqDEASBQJESEMAAAw4AgglLIAoGJGUzAgCiCAGYyDUA0EBF-ADAQYOYAAGsJXHuxA0KJcAQFIACmRigEUaCRxYkOAMVQAR0AQABQAFAAPALzAAA.IHBj3hTPPffH_el_rF6Z3h3n9d9i7_X3T71n_2_v939tT7vd_9w9dtf_Tzt7c8X3sfa5_qxTne72uXd64b___7W7bzv__Oda_fjnP1v773b-17Xa_LezXD_-1UflbvvjsiL_3N2_593-2_aSv_H_c97LMgAA';
/** Six characters of the field "last updated", which decides nothing: another string with every one of them. */
const FREE = { from: 7, to: 13 };
const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const LETTERS: Readonly<Record<string, 'granted' | 'denied' | 'unset'>> = {
  ...Object.fromEntries([...'trnv'].map((letter) => [letter, 'granted' as const])),
  ...Object.fromEntries([...'pqmu'].map((letter) => [letter, 'denied' as const])),
  l: 'unset',
};
const STATES: Readonly<Record<string, string>> = { '1': 'granted', '0': 'denied', '-': 'unset' };
const GCS = ['1', '0', '-'].flatMap((ads) => ['1', '0', '-'].map((analytics) => `G1${ads}${analytics}`));
const REGIONS = ['DE', 'GB', 'CH', 'unknown', 'US', 'AU'];

const policy = {
  name: 'benchmark',
  version: 1,
  spec: {
    defaultPurposes: ['analytics_store'] as Purpose[],
    categories: {},
    storagePurpose: 'analytics_store' as const,
    regions: [{ regions: ['US'], defaultPurposes: ['analytics_store', 'ad_measurement'] as Purpose[] }],
  },
};
const destinations = [
  {
    name: 'ads',
    spec: { purpose: 'ad_measurement' as const, vendorId: 755, tcfPurposes: [1, 7], flexiblePurposes: [7] },
  },
];
const decide = (signals: readonly ConsentSignal[], region: string) =>
  decideConsent({ policy, signals, region, destinations, atMs: Date.UTC(2026, 10, 24) });

const benchmark: Benchmark = {
  name: 'tracking.consent',
  describe:
    'Decisions on consent on one thread, and whether any of all combinations of Google signals grants too much.',
  seed: 1,
  load: { generator: 'none: the measured process decides', cores: 0 },
  figures: {
    'decisions, cached TC string': { unit: 'decisions/s', aim: atLeast(100_000) },
    'decisions, uncached TC string': { unit: 'decisions/s', aim: atLeast(12_300) },
    'combinations of gcd, gcs and region': { unit: 'combinations', aim: null },
    'purposes granted without permission': { unit: 'purposes', aim: exactly(0) },
  },
  async run({ short, seed, log, note, cut }) {
    const rounds = short ? 1 : 5;
    const seconds = short ? 0.5 : 3;
    if (short) cut('one round of 0.5 s instead of five of 3 s');
    note(
      `the TC string has ${TC_STRING.length} characters; a decision includes one destination that is in the vendor list`,
    );
    note(
      'combinations: 9^4 letters of gcd, 9 values of gcs and its absence, 6 regions; compared with the letter table',
    );
    const random = seededRandom(seed);
    const fresh = () => {
      const free = Array.from({ length: FREE.to - FREE.from }, () => BASE64URL[Math.floor(random() * 64)]).join('');
      return TC_STRING.slice(0, FREE.from) + free + TC_STRING.slice(FREE.to);
    };
    const measure = (name: string, next: () => string) => {
      perSecond(0.5, next);
      const values = Array.from({ length: rounds }, () => perSecond(seconds, next));
      log(`${name}: ${values.map(Math.round).join(', ')} decisions/s`);
      return { name, ...overRounds(values) };
    };
    const strings = Array.from({ length: 1_000 }, fresh);
    let turn = 0;
    const cached = measure('decisions, cached TC string', () => strings[turn++ % strings.length] as string);
    const uncached = measure('decisions, uncached TC string', fresh);
    const { tried, violations } = tryEverything();
    log(`${tried} combinations, ${violations} purposes without permission`);
    return [
      cached,
      uncached,
      { name: 'combinations of gcd, gcs and region', value: tried, n: 1 },
      { name: 'purposes granted without permission', value: violations, n: tried },
    ];
  },
};

export default benchmark;

function perSecond(seconds: number, next: () => string): number {
  const begin = performance.now();
  const end = begin + seconds * 1_000;
  let decisions = 0;
  while (performance.now() < end) {
    for (let index = 0; index < 100; index++) decide([{ type: 'tcf', raw: next() }], 'DE');
    decisions += 100;
  }
  return decisions / ((performance.now() - begin) / 1_000);
}

function tryEverything(): { tried: number; violations: number } {
  let tried = 0;
  let violations = 0;
  const letters = Object.keys(LETTERS);
  for (let number = 0; number < letters.length ** 4; number++) {
    const four = [0, 1, 2, 3].map((place) => letters[Math.floor(number / letters.length ** place) % letters.length]);
    const gcd = `11${four[0]}1${four[1]}1${four[2]}1${four[3]}5`;
    for (const gcs of [undefined, ...GCS]) {
      const signals: ConsentSignal[] = [{ type: 'gcd', raw: gcd }];
      if (gcs !== undefined) signals.push({ type: 'gcs', raw: gcs });
      for (const region of REGIONS) {
        tried += 1;
        violations += decide(signals, region).purposes.filter((purpose) => !mayServe(purpose, gcd, gcs, region)).length;
      }
    }
  }
  return { tried, violations };
}

/** The letter table and the purposes that need each signal, written once more. */
function mayServe(purpose: Purpose, gcd: string, gcs: string | undefined, region: string): boolean {
  const said = (place: number, simple: number | undefined) => [
    LETTERS[gcd[place] as string],
    simple === undefined || gcs === undefined ? 'unset' : STATES[gcs[simple] as string],
  ];
  const needs = {
    analytics_store: [said(4, 3)],
    ad_measurement: [said(2, 2), said(6, undefined)],
    ad_profile: [said(8, undefined)],
    user_data_upload: [said(6, undefined)],
  }[purpose];
  if (needs.some((states) => states.includes('denied'))) return false;
  if (needs.every((states) => states.includes('granted'))) return true;
  const byDefault: readonly string[] =
    region === 'US' ? purposes.slice(0, 2) : region === 'AU' ? purposes.slice(0, 1) : [];
  return byDefault.includes(purpose);
}
