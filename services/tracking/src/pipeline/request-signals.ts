import type { ConsentSignal } from '../domain/consent/signal.js';
import type { ProtocolRequest } from '../protocols/protocol.js';

/**
 * What a request says about consent whatever its protocol: the `Sec-GPC` header, Google's `gcs` and `gcd`, and the parameters
 * that the IAB defines for addresses (`gdpr`, `gdpr_consent`, `gpp`). `gdpr=1` without a string is a string that is missing.
 */
export function requestSignals({ headers, query }: Pick<ProtocolRequest, 'headers' | 'query'>): ConsentSignal[] {
  const signals: ConsentSignal[] = [];
  const gpc = headers['sec-gpc'];
  if (gpc !== undefined) signals.push({ type: 'gpc', raw: gpc });
  if (query.size === 0) return signals;
  for (const type of ['gcs', 'gcd', 'gpp'] as const) {
    for (const raw of query.getAll(type)) signals.push({ type, raw });
  }
  const gdpr = query.get('gdpr');
  const strings = query.getAll('gdpr_consent');
  for (const raw of gdpr === '1' && strings.length === 0 ? [''] : strings) {
    signals.push({ type: 'tcf', raw, ...(gdpr === '0' && { gdprApplies: false }) });
  }
  return signals;
}
