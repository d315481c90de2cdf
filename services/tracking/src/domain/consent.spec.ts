import fc from 'fast-check';
import { consentExamples, strictPolicy } from '../examples/consent.js';
import { decideConsent, readSegmentConsent } from './consent.js';

describe('consent', () => {
  it.each(Object.entries(consentExamples))('%s', (_title, { given, purposes, mayStore }) => {
    const decision = decideConsent(strictPolicy, readSegmentConsent(given));
    expect([decision.purposes, decision.mayStore]).toEqual([purposes, mayStore]);
  });

  it('follows the default of a lenient policy only where no signal speaks', () => {
    const lenient = { ...strictPolicy, defaultPurposes: ['analytics_store' as const] };
    expect(decideConsent(lenient, readSegmentConsent(undefined)).mayStore).toBe(true);
    expect(decideConsent(lenient, readSegmentConsent({ categoryPreferences: {} })).mayStore).toBe(false);
    expect(decideConsent(lenient, readSegmentConsent('broken')).mayStore).toBe(false);
  });

  it('never grants more when a category changes from granted to refused', () => {
    const categories = fc.dictionary(fc.constantFrom('analytics', 'marketing', 'measurement', 'other'), fc.boolean());
    fc.assert(
      fc.property(categories, fc.constantFrom('analytics', 'marketing', 'measurement'), (given, refused) => {
        const before = decideConsent(strictPolicy, { kind: 'categories', categories: { ...given, [refused]: true } });
        const after = decideConsent(strictPolicy, { kind: 'categories', categories: { ...given, [refused]: false } });
        expect(before.purposes).toEqual(expect.arrayContaining([...after.purposes]));
      }),
    );
  });
});
