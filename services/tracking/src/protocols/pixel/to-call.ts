import { deterministicId } from '@stellwerk/contracts';
import { dead, ok, type Result } from '@stellwerk/pipeline';
import type { Action, Call } from '../../domain/call.js';
import type { ConsentSignal } from '../../domain/consent/signal.js';
import type { Identifier } from '../../domain/identity-keys.js';
import { freeProperties, trackAction } from '../../domain/track-action.js';
import type { CallFacts } from '../protocol.js';
import { type PixelCall, pixelCall } from './call.js';

const PLACED = new Set(['key', ...Object.keys(pixelCall.shape)]);
const CATEGORY = /^([\w-]{1,64}):([01])$/;

/** Understands the query of a pixel. */
export function toCall(raw: unknown, facts: CallFacts): Result<Call> {
  const read = readPixelCall(raw, facts);
  if (read.kind !== 'ok') return read;
  const { event } = read.value.pixel;
  if (!event?.trim()) return dead('EVENT_INVALID', { field: 'event', problem: 'a pixel needs an event name' });
  const { properties } = read.value.call;
  const action = () => trackAction(event, read.value.pixel, facts.defaultCurrency, 'query');
  return ok({ ...read.value.call, name: event, action, properties: freeProperties(event, properties, PLACED) });
}

/** What pixels and links share; their names and actions differ. */
export function readPixelCall(
  raw: unknown,
  { request, receivedAtMs }: CallFacts,
): Result<{ pixel: PixelCall; call: Omit<Call, 'name' | 'action'> & { action?: () => Action } }> {
  const parsed = pixelCall.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = issue?.code === 'too_big' ? 'longer than allowed' : 'of another type than expected';
    return dead('EVENT_INVALID', { field: issue?.path.join('.') ?? '', problem });
  }
  const pixel = parsed.data;
  // Each showing is an event of its own, unless the sender says by an id that two are the same.
  const showing = deterministicId('pixel', String(receivedAtMs), JSON.stringify(pixel));
  return ok({
    pixel,
    call: {
      messageId: pixel.id || showing,
      identifiers: identifiersOf(pixel, showing),
      traits: [],
      times: { timestamp: pixel.at || undefined, sentAt: undefined },
      signals: signalsOf(pixel),
      page: { url: pixel.url, title: pixel.title, referrer: pixel.referrer ?? request.headers.referer },
      campaign: {
        source: pixel.utm_source,
        medium: pixel.utm_medium,
        name: pixel.utm_campaign,
        term: pixel.utm_term,
        content: pixel.utm_content,
      },
      properties: freeProperties('', pixel, PLACED),
    },
  });
}

/** Who names nobody, such as somebody before a poster, is a device that is seen once. */
function identifiersOf({ user, device }: PixelCall, showing: string): Identifier[] {
  const found: Identifier[] = [];
  if (user) found.push({ namespace: 'login', value: user });
  if (device) found.push({ namespace: 'device', value: device });
  return found.length > 0 ? found : [{ namespace: 'device', value: showing }];
}

function signalsOf(pixel: PixelCall): ConsentSignal[] {
  const { gdpr, gdpr_consent: tcString, gpp, gcs, gcd, consent } = pixel;
  const signals: ConsentSignal[] = [];
  // Where GDPR applies and no string says what was granted, the empty one says that nothing was.
  if (tcString !== undefined || gdpr === '1') {
    const applies = gdpr === '1' || gdpr === '0' ? { gdprApplies: gdpr === '1' } : {};
    signals.push({ type: 'tcf', raw: tcString ?? '', ...applies });
  }
  if (gpp !== undefined) signals.push({ type: 'gpp', raw: gpp });
  if (gcs !== undefined) signals.push({ type: 'gcs', raw: gcs });
  if (gcd !== undefined) signals.push({ type: 'gcd', raw: gcd });
  if (consent !== undefined) signals.push({ type: 'categories', raw: categoriesOf(consent) });
  return signals;
}

/** `analytics:1,marketing:0` as the object of a consent manager; anything else stays as it is, which the engine refuses. */
function categoriesOf(consent: string): unknown {
  const entries = consent.split(',').map((entry) => CATEGORY.exec(entry.trim()));
  if (!entries.every((entry) => entry !== null)) return consent;
  return {
    categoryPreferences: Object.fromEntries(entries.map(([, category, granted]) => [category, granted === '1'])),
  };
}
