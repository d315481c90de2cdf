import fc from 'fast-check';
import { regionalPolicy } from '../../examples/consent.js';
import { anyConsentSignal } from '../../testing/consent-signals.js';
import { decideConsent } from './decide.js';
import { recallSignals, rememberConsent } from './remember.js';
import type { ConsentSignal } from './signal.js';

const decide = (signals: readonly ConsentSignal[], region: string) => {
  const policy = { name: 'test', version: 1, spec: regionalPolicy };
  const destinations = [
    {
      name: 'google',
      spec: { purpose: 'ad_measurement' as const, vendorId: 755, tcfPurposes: [1, 7], flexiblePurposes: [7] },
    },
  ];
  return decideConsent({ policy, signals, region, destinations, atMs: Date.UTC(2026, 10, 24) });
};

describe('what is remembered of a request', () => {
  it('never allows more than its signals did, and keeps every refusal', () => {
    fc.assert(
      fc.property(
        fc.array(anyConsentSignal, { maxLength: 4 }),
        fc.constantFrom('DE', 'US', 'US-CA', 'AU', 'unknown'),
        (signals, region) => {
          const first = decide(signals, region);
          const again = decide(recallSignals(rememberConsent(first)), region);
          expect(first.purposes).toEqual(expect.arrayContaining([...again.purposes]));
          expect(again.stated.refused).toEqual(expect.arrayContaining([...first.stated.refused]));
          expect(first.destinations).toEqual(expect.arrayContaining([...again.destinations]));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each(['broken', '', '{"analytics_store":true}'])('keeps %j a refusal where it was not understood', (raw) => {
    const first = decide([{ type: 'tcf', raw }], 'AU');
    const again = decide(recallSignals(rememberConsent(first)), 'AU');
    expect([first.purposes, again.purposes]).toEqual([[], []]);
  });

  it('holds nothing that a client wrote freely', () => {
    const signals: ConsentSignal[] = [
      { type: 'categories', raw: { categoryPreferences: { 'jane@example.org': true } } },
      { type: 'gcd', raw: 'jane@example.org' },
      { type: 'tcf', raw: 'jane@example.org' },
    ];
    expect(JSON.stringify(rememberConsent(decide(signals, 'AU')))).not.toContain('jane');
  });
});
