import type { ControlSpec } from '@stellwerk/contracts';
import fc from 'fast-check';
import { consentExamples, strictPolicy } from '../../examples/consent.js';
import { decideConsent } from './decide.js';

const decide = (policy: ControlSpec<'consent-policy'>, raw: unknown) =>
  decideConsent({ policy, signals: raw === undefined ? [] : [{ type: 'categories', raw }] });

describe('consent', () => {
  it.each(Object.entries(consentExamples))('%s', (_title, { given, purposes, mayStore }) => {
    const decision = decide(strictPolicy, given);
    expect([decision.purposes, decision.mayStore]).toEqual([purposes, mayStore]);
  });

  it('follows the default of a lenient policy only where no signal speaks', () => {
    const lenient = { ...strictPolicy, defaultPurposes: ['analytics_store' as const] };
    expect(decide(lenient, undefined).mayStore).toBe(true);
    expect(decide(lenient, { categoryPreferences: {} }).mayStore).toBe(false);
    expect(decide(lenient, 'broken').mayStore).toBe(false);
  });

  it('never grants more when a category changes from granted to refused', () => {
    const categories = fc.dictionary(fc.constantFrom('analytics', 'marketing', 'measurement', 'other'), fc.boolean());
    fc.assert(
      fc.property(categories, fc.constantFrom('analytics', 'marketing', 'measurement'), (given, refused) => {
        const before = decide(strictPolicy, { categoryPreferences: { ...given, [refused]: true } });
        const after = decide(strictPolicy, { categoryPreferences: { ...given, [refused]: false } });
        expect(before.purposes).toEqual(expect.arrayContaining([...after.purposes]));
      }),
    );
  });
});
