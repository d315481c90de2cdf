import { type consentChanged, deterministicId, type PayloadOf } from '@stellwerk/contracts';
import { statesConsent } from '../domain/consent/change.js';
import { type ConsentDecision, decideConsent } from '../domain/consent/decide.js';
import { consentOnEvent } from '../domain/consent/on-event.js';
import { eventTimeMs } from '../domain/event-time.js';
import { keyed } from '../domain/identity-keys.js';
import { createRedactor } from '../domain/personal-data/redactor.js';
import type { UnderstoodCall } from './consent.step.js';
import { identifiersOf } from './identify.step.js';

/** What a person stated through a client, before it is set against what was stated before. */
export interface ClientStatement {
  /** Same for a repetition of the same call. */
  readonly statementId: string;
  readonly keys: readonly string[];
  readonly statedAtMs: number;
  readonly record: Pick<PayloadOf<typeof consentChanged>, 'granted' | 'refused' | 'policy' | 'region' | 'signals'>;
  /** Why the signals cannot be read, which then refuse everything; `undefined` where they can. */
  readonly problem: string | undefined;
}

/**
 * The statement of a call about consent from now on; `undefined` where it makes none, or names nobody. Only what the person
 * chose counts, not what the browser sends with every request: Global Privacy Control of one device is no statement for all.
 */
export function statementOf({ call, consent, origin, raw }: UnderstoodCall): ClientStatement | undefined {
  const signals = [...origin.envelope.signals, ...call.signals];
  if (!statesConsent({ ...call, signals })) return undefined;
  const { source, consentPolicy, hasher } = origin.context;
  const identifiers = identifiersOf(call, source.spec.identityTraits);
  const keys = keyed(identifiers, hasher).map(({ key }) => key);
  if (keys.length === 0) return undefined;
  const decision = decideConsent({
    policy: consentPolicy,
    signals,
    region: consent.region,
    destinations: [],
    atMs: origin.receivedAtMs,
  });
  const redact = createRedactor({ identifiers: identifiers.map(({ value }) => value), texts: [] });
  const { policy, region, signals: stated } = consentOnEvent(decision, redact);
  return {
    statementId: deterministicId('statement', source.tenant, source.name, call.messageId ?? JSON.stringify(raw)),
    keys,
    // A wrong clock is no reason to miss a withdrawal.
    statedAtMs: eventTimeMs(call.times, origin.receivedAtMs) ?? origin.receivedAtMs,
    record: { ...statedIn(decision), policy, region, signals: stated },
    problem: decision.signals.find(({ problem }) => problem !== undefined)?.problem,
  };
}

/** What the signals grant and refuse; one that cannot be read refuses everything. */
function statedIn({ signals, stated }: ConsentDecision): Pick<ClientStatement['record'], 'granted' | 'refused'> {
  const unread = signals.find(({ problem }) => problem !== undefined);
  const { granted, refused } = unread ? { granted: [], refused: unread.refused } : stated;
  return { granted: [...granted], refused: [...refused] };
}
