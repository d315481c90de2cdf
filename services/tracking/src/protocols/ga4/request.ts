import { StellwerkError } from '@stellwerk/contracts';
import type { ConsentSignal } from '../../domain/consent/signal.js';
import { elementRanges } from '../../domain/json-text.js';
import { errors } from '../../errors.js';
import { parseJson } from '../../http/body.js';
import type { Envelope, ProtocolRequest, RawCall } from '../protocol.js';
import { type Issue } from './issue.js';
import { validateBody } from './validate.js';

type Fields = Readonly<Record<string, unknown>>;

/** One event with the request around it, which says whose it is. */
export interface Ga4Raw {
  readonly request: Fields;
  readonly event: Fields;
  /** How many equal events stand before it in the request: they are as many events. */
  readonly occurrence: number;
}

/**
 * Reads a body of `/mp/collect`. What Google does not process is refused: of the request as a whole, or event by event; with
 * `validation_behavior: ENFORCE_RECOMMENDATIONS` everything that Google's validation server complains about.
 * @throws StellwerkError TRK_ENVELOPE_INVALID where nothing of the request can be taken
 */
export function readGa4Request({ query }: ProtocolRequest, body: Buffer, nowMs: number): Envelope {
  const { text, value } = parseJson(body);
  const issues = validateBody(value, { isApp: query.has('firebase_app_id'), nowMs });
  const isStrict = (value as Fields | null)?.validation_behavior === 'ENFORCE_RECOMMENDATIONS';
  const refusing = issues.filter(({ isFatal }) => isFatal || isStrict);
  const ofRequest = refusing.find(({ event }) => event === undefined);
  if (ofRequest) throw invalid(ofRequest);
  const request = value as Fields & { readonly events: readonly Fields[] };
  const seen = new Map<string, number>();
  let ranges: ReturnType<typeof elementRanges> | undefined;
  return {
    calls: request.events.map((event, index): RawCall => {
      const content = JSON.stringify(event);
      const occurrence = seen.get(content) ?? 0;
      seen.set(content, occurrence + 1);
      const raw: Ga4Raw = { request, event, occurrence };
      const issue = refusing.find((one) => one.event === index);
      const path = `events[${index}]`;
      return issue ? { raw, path, problem: { field: fieldOf(issue, path), problem: issue.problem } } : { raw, path };
    }),
    sourceKey: undefined,
    sentAt: undefined,
    signals: signalsOf(request),
    // An event says nothing by itself: it is kept as a request that holds it alone.
    textOf: (index) => {
      ranges ??= elementRanges(text, 'events');
      const [first, own, last] = [ranges[0], ranges[index], ranges.at(-1)];
      if (!first || !own || !last) throw new RangeError(`the request has no event ${index}`);
      return text.slice(0, first.start) + text.slice(own.start, own.end) + text.slice(last.end);
    },
  };
}

/** Path of an issue below its event. */
function fieldOf({ path, field }: Issue, at: string): string {
  return field ?? (path.startsWith(`${at}.`) ? path.slice(at.length + 1) : '');
}

/** `non_personalized_ads` is how the same was said before there was `consent`. */
function signalsOf({ consent, non_personalized_ads }: Fields): ConsentSignal[] {
  return [
    ...(consent === undefined || consent === null ? [] : [{ type: 'ga4' as const, raw: consent }]),
    ...(non_personalized_ads === true ? [{ type: 'ga4' as const, raw: { ad_personalization: 'DENIED' } }] : []),
  ];
}

function invalid({ path, problem }: Issue): StellwerkError {
  return new StellwerkError(errors.REQUEST_INVALID, { problem }, { field: path === '' ? '(body)' : path });
}
