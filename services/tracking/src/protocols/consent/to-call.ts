import { dead, ok, type Result } from '@stellwerk/pipeline';
import { z } from 'zod';
import type { Call } from '../../domain/call.js';
import type { ConsentSignal } from '../../domain/consent/signal.js';
import type { Identifier } from '../../domain/identity-keys.js';
import type { CallFacts } from '../protocol.js';

const MAX_SIGNAL_CHARACTERS = 8_192;
const id = z.union([z.string().max(512), z.number()]).nullish();
const text = z.string().max(MAX_SIGNAL_CHARACTERS).optional();
const object = z.record(z.string(), z.unknown());

/** A statement: who, and what in one or several of the languages that the consent engine reads. */
const statement = z.looseObject({
  userId: id,
  anonymousId: id,
  traits: object.nullish(),
  messageId: z.string().max(256).nullish(),
  timestamp: z.string().max(40).nullish(),
  sentAt: z.string().max(40).nullish(),
  consent: z.strictObject({
    purposes: object.optional(),
    categories: object.optional(),
    tcf: text,
    gdprApplies: z.boolean().optional(),
    gpp: text,
    gcs: text,
    gcd: text,
    ga4: object.optional(),
    gpc: z.boolean().optional(),
  }),
});
type Statement = z.infer<typeof statement>;

/** Checks a statement; whether its signals can be read is for the consent engine to say. */
export function toCall(raw: unknown, { sentAt }: CallFacts): Result<Call> {
  const parsed = statement.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return dead('EVENT_INVALID', {
      field: issue?.path.join('.') ?? '',
      problem: 'not the form of a consent statement',
    });
  }
  const signals = signalsOf(parsed.data.consent);
  if (signals.length === 0) return dead('EVENT_INVALID', { field: 'consent', problem: 'states nothing' });
  const { userId, anonymousId, traits, messageId, timestamp, sentAt: ownSentAt } = parsed.data;
  const identifiers: Identifier[] = [];
  if (userId != null) identifiers.push({ namespace: 'login', value: String(userId) });
  if (anonymousId != null) identifiers.push({ namespace: 'device', value: String(anonymousId) });
  return ok({
    action: () => ({ kind: 'Custom' }),
    name: 'consent',
    messageId: messageId ?? undefined,
    identifiers,
    traits: traits ? [traits] : [],
    times: { timestamp: timestamp ?? undefined, sentAt: ownSentAt ?? sentAt },
    signals,
    statesConsent: 'only',
    properties: {},
  });
}

function signalsOf({ gdprApplies, tcf, gpc, ...given }: Statement['consent']): ConsentSignal[] {
  const signals: ConsentSignal[] = [];
  for (const type of ['purposes', 'categories', 'ga4'] as const) {
    if (given[type] !== undefined) signals.push({ type, raw: given[type] });
  }
  for (const type of ['gcs', 'gcd', 'gpp'] as const) {
    const raw = given[type];
    if (raw !== undefined) signals.push({ type, raw });
  }
  if (tcf !== undefined) signals.push({ type: 'tcf', raw: tcf, ...(gdprApplies !== undefined && { gdprApplies }) });
  if (gpc !== undefined) signals.push({ type: 'gpc', raw: gpc ? '1' : '0' });
  return signals;
}
