import { isBrowserAgent, senderFor } from '../clients/client-reader.js';
import { decideConsent } from '../domain/consent/decide.js';
import type { RegionOf } from '../domain/consent/region.js';
import { type RememberedConsent, recallSignals, rememberConsent } from '../domain/consent/remember.js';
import type { ConsentSignal } from '../domain/consent/signal.js';
import type { ProtocolRequest } from '../protocols/protocol.js';
import type { CallOrigin } from './call.js';
import { regionOfCall } from './call-region.js';

/** A request whose calls may not have been found yet. */
type RequestOrigin = Pick<
  CallOrigin,
  'protocol' | 'request' | 'context' | 'receivedAtMs' | 'ip' | 'region' | 'remembered'
> &
  Partial<Pick<CallOrigin, 'envelope'>>;

/** What the request around a call says about consent, and what a replay remembers of the first time. */
export function signalsAround({ request, envelope, remembered }: RequestOrigin): ConsentSignal[] {
  return [
    ...(remembered ? recallSignals(remembered) : []),
    ...requestSignals(request),
    ...(envelope ? envelope.signals : []),
  ];
}

/**
 * What has to be remembered of a request when only its body, or one of its events, is kept: its signals, and the region of a
 * call that names no address itself.
 */
export function rememberAround(origin: RequestOrigin, regionOf: RegionOf): RememberedConsent {
  const { context, receivedAtMs, envelope, request, remembered } = origin;
  const { library, device } = envelope?.shared ?? {};
  const sender = senderFor(library, device?.userAgent, origin);
  const isOfBatch = envelope?.shared !== undefined && (device?.ip !== undefined || sender === 'server');
  const isOfBrowser = isBrowserAgent(request.headers['user-agent']);
  const decision = decideConsent({
    policy: context.consentPolicy,
    signals: signalsAround(origin),
    region: regionOfCall({ address: device?.ip, sender }, origin, regionOf),
    destinations: [],
    atMs: receivedAtMs,
  });
  return rememberConsent(decision, isOfBatch ? 'batch' : isOfBrowser ? 'browser' : remembered?.regionBy);
}

/**
 * What a request says whatever its protocol: the `Sec-GPC` header, Google's `gcs` and `gcd`, and the parameters that the IAB
 * defines for addresses (`gdpr`, `gdpr_consent`, `gpp`). `gdpr=1` without a string is a string that is missing.
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
