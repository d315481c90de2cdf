import { regionalPolicy, TCF_WITHOUT_PROFILES } from '../../examples/consent.js';
import { redactPersonalData } from '../personal-data/redact.js';
import { decideConsent } from './decide.js';
import { consentOnEvent } from './on-event.js';
import type { ConsentSignal } from './signal.js';

const rawOf = (signal: ConsentSignal) => {
  const policy = { name: 'test', version: 1, spec: regionalPolicy };
  const decision = decideConsent({ policy, signals: [signal], region: 'US', destinations: [], atMs: 0 });
  return consentOnEvent(decision, redactPersonalData).signals?.[0]?.raw;
};
/** An address that the 64 characters shown would cut in two. */
const CUT = `${'x'.repeat(50)} anna@example.org`;

describe('a consent text beside an event', () => {
  it.each<ConsentSignal>([
    { type: 'tcf', raw: TCF_WITHOUT_PROFILES },
    { type: 'tcf', raw: TCF_WITHOUT_PROFILES, gdprApplies: false },
    { type: 'gpp', raw: 'DBABLA~CAAQAAAAAABA.QA' },
    { type: 'gcs', raw: 'G101' },
    { type: 'gcd', raw: '13t3t3t3t5l1' },
    { type: 'gpc', raw: '1' },
  ])('stays as it was sent where it has its format: %j', (signal) => {
    expect(rawOf(signal)).toBe(signal.raw);
  });

  it.each<ConsentSignal>([
    { type: 'tcf', raw: 'anna@example.org', gdprApplies: false },
    { type: 'tcf', raw: CUT, gdprApplies: false },
    { type: 'tcf', raw: CUT },
    { type: 'gpp', raw: CUT },
    { type: 'gpp', raw: 'DBABzw~anna@example.org' },
    { type: 'gcs', raw: 'anna@example.org' },
    { type: 'gcd', raw: CUT },
    { type: 'gpc', raw: 'anna@example.org' },
  ])('is redacted where it has none: %j', (signal) => {
    expect(rawOf(signal)).not.toMatch(/anna|example/);
    expect(rawOf(signal)?.length).toBeLessThanOrEqual(64);
  });
});
