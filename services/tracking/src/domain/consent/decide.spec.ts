import { purposes } from '@stellwerk/contracts';
import fc from 'fast-check';
import { consentExamples, regionalPolicy, strictPolicy } from '../../examples/consent.js';
import { anyConsentSignal } from '../../testing/consent-signals.js';
import { type ConsentQuestion, decideConsent } from './decide.js';
import type { ConsentSignal } from './signal.js';

const AT_MS = Date.UTC(2026, 10, 24);

const decide = (
  signals: readonly ConsentSignal[],
  more: Partial<ConsentQuestion> & { spec?: typeof strictPolicy } = {},
) =>
  decideConsent({
    policy: { name: 'test', version: 3, spec: more.spec ?? strictPolicy },
    signals,
    region: 'DE',
    destinations: [],
    atMs: AT_MS,
    ...more,
  });

describe('consent', () => {
  it.each(Object.entries(consentExamples))('%s', (_title, { policy, region = 'DE', signals, ...expected }) => {
    const { purposes: granted, mayStore, reason } = decide(signals, { region, ...(policy && { spec: policy }) });
    expect({ purposes: granted, mayStore, reason }).toEqual(expected);
  });

  it('says what each signal came to, so that a decision can be proved', () => {
    const decision = decide([
      { type: 'gcd', raw: '11t1t1t1q5' },
      { type: 'gpc', raw: '1' },
    ]);
    expect(decision).toMatchObject({
      policy: 'test@3',
      region: 'DE',
      mode: 'identified',
      signals: [
        {
          type: 'gcd',
          raw: '11t1t1t1q5',
          parsed: { ad_storage: 'granted', ad_personalization: 'denied' },
          granted: ['analytics_store', 'ad_measurement', 'user_data_upload'],
          refused: ['ad_profile'],
        },
        { type: 'gpc', raw: '1', granted: [], refused: ['ad_measurement', 'ad_profile', 'user_data_upload'] },
      ],
      stated: { granted: ['analytics_store'], refused: ['ad_measurement', 'ad_profile', 'user_data_upload'] },
    });
  });

  it('never grants more for another signal, on any purpose of which one has spoken', () => {
    const question = fc.record({
      signals: fc.array(anyConsentSignal, { maxLength: 4 }),
      more: anyConsentSignal,
      region: fc.constantFrom('DE', 'FR', 'US', 'US-CA', 'AU', 'unknown', undefined),
      spec: fc.constantFrom(strictPolicy, regionalPolicy),
    });
    fc.assert(
      fc.property(question, ({ signals, more, region, spec }) => {
        const before = decide(signals, { region, spec });
        const after = decide([...signals, more], { region, spec });
        const spoken = new Set([...before.stated.granted, ...before.stated.refused, ...before.purposes]);
        const isAdded = (purpose: (typeof purposes)[number]) =>
          after.purposes.includes(purpose) && !before.purposes.includes(purpose);
        // A signal that is required may be the one that was added; apart from that nothing that was decided is widened.
        if (before.reason.startsWith('required')) return;
        expect(purposes.filter((purpose) => spoken.has(purpose) && isAdded(purpose))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives the same answer whatever the order of the signals', () => {
    fc.assert(
      fc.property(fc.array(anyConsentSignal, { maxLength: 5 }), (signals) => {
        expect(decide([...signals].reverse()).purposes).toEqual(decide(signals).purposes);
      }),
      { numRuns: 1_000 },
    );
  });

  it('refuses all when one signal cannot be read, and when there are more than anybody needs', () => {
    const good: ConsentSignal = { type: 'gcd', raw: '11t1t1t1t5' };
    expect(decide([good, { type: 'gpp', raw: 'DBAA~' }]).purposes).toEqual([]);
    expect(decide(Array.from({ length: 33 }, () => good))).toMatchObject({
      purposes: [],
      mayStore: false,
      reason: 'too many consent signals',
    });
    expect(decide([{ type: 'telepathy', raw: 'yes' } as unknown as ConsentSignal]).mayStore).toBe(false);
  });

  it('names the destinations that a string permits', () => {
    const destination = (name: string, vendorId: number | undefined, tcfPurposes: number[]) => ({
      name,
      spec: {
        purpose: 'ad_measurement' as const,
        ...(vendorId !== undefined && { vendorId }),
        tcfPurposes,
        flexiblePurposes: [],
      },
    });
    const destinations = [
      destination('google', 755, [1, 7]),
      destination('meta', undefined, [1, 7]),
      destination('profiles', undefined, [1, 3, 4]),
    ];
    const signals = consentExamples['TCF: purposes consented, without those of profiles']?.signals ?? [];
    // The example discloses no vendor; a vendor outside the list is decided by its purposes.
    expect(decide(signals, { destinations }).destinations).toEqual(['meta']);
    expect(decide([{ type: 'gcd', raw: '11t1t1t1t5' }], { destinations }).destinations).toEqual([
      'google',
      'meta',
      'profiles',
    ]);
    expect(decide([], { destinations }).destinations).toEqual([]);
  });
});
