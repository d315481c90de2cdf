import { StellwerkError } from '@stellwerk/contracts';
import { MAX_PRODUCTS } from '../../domain/commerce.js';
import { elementRanges } from '../../domain/json-text.js';
import { isObject } from '../../domain/object.js';
import { errors } from '../../errors.js';
import { parseJson } from '../../http/body.js';
import type { Envelope, ProtocolRequest, RawCall, Scope } from '../protocol.js';
import { writeKeyIn } from '../write-key.js';
import { readIgluUri } from './self-describing.js';

const PAYLOAD_DATA = 'com.snowplowanalytics.snowplow/payload_data';

/** One event and, for the first transaction of an order, the items of that order in the same request. */
export interface SnowplowRaw {
  readonly event: unknown;
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Reads the body of a POST, or the query of a GET, where a single event stands.
 * @throws StellwerkError TRK_ENVELOPE_INVALID where the body is no `payload_data` with at least one event
 */
export function readSnowplowRequest(request: ProtocolRequest, body: Buffer, scope: Scope): Envelope {
  if (scope === 'event')
    return single(request.method === 'POST' ? parseJson(body).value : fieldsOf(body.toString()), body);
  if (request.method === 'POST') return readPost(body, writeKeyIn(request) !== undefined);
  return single(fieldsOf(request.rawQuery), Buffer.from(request.rawQuery));
}

function readPost(body: Buffer, hasKey: boolean): Envelope {
  const { text, value } = parseJson(body);
  const schema = isObject(value) ? readIgluUri(value.schema) : undefined;
  if (schema?.name !== PAYLOAD_DATA || schema.model !== '1')
    throw invalid(`the schema ${PAYLOAD_DATA}, model 1`, 'schema');
  const { data } = value as { data?: unknown };
  if (!Array.isArray(data) || data.length === 0) throw invalid('an array "data" with at least one event', 'data');
  const first = textIn(data[0], 'aid');
  const itemsByOrder = Map.groupBy(data.filter(isItem), (item) => item.ti_id);
  // Each order has its items once: a request that repeats the order does not multiply them.
  const takeItems = (orderId: string | undefined): SnowplowRaw['items'] => {
    const items = itemsByOrder.get(orderId)?.slice(0, MAX_PRODUCTS) ?? [];
    itemsByOrder.delete(orderId);
    return items;
  };
  let ranges: ReturnType<typeof elementRanges> | undefined;
  return {
    calls: data.map((event: unknown, index): RawCall => {
      const path = `data[${index}]`;
      // Sources are separate worlds: the first event must not draw those of another application into its own.
      const isForeign = !hasKey && (textIn(event, 'aid') ?? first) !== first;
      const orderId = !isForeign && textIn(event, 'e') === 'tr' ? textIn(event, 'tr_id') : undefined;
      const raw: SnowplowRaw = { event, items: takeItems(orderId) };
      return isForeign
        ? { raw, path, problem: { field: 'aid', problem: 'not that of the first event' } }
        : { raw, path };
    }),
    sourceKey: first,
    sentAt: undefined,
    firstId: textIn(data[0], 'eid'),
    signals: [],
    textOf: (index) => {
      ranges ??= elementRanges(text, 'data');
      const range = ranges[index];
      if (!range) throw new RangeError(`the request has no event ${index}`);
      return text.slice(range.start, range.end);
    },
  };
}

function single(event: unknown, text: Buffer): Envelope {
  return {
    calls: [{ raw: { event, items: [] } satisfies SnowplowRaw, path: '' }],
    sourceKey: textIn(event, 'aid'),
    sentAt: undefined,
    firstId: textIn(event, 'eid'),
    signals: [],
    textOf: () => text.toString(),
  };
}

/** Items of a transaction are events of their own behind it. */
function isItem(event: unknown): event is Readonly<Record<string, unknown>> {
  return textIn(event, 'e') === 'ti' && textIn(event, 'ti_id') !== undefined;
}

function fieldsOf(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

function textIn(event: unknown, name: string): string | undefined {
  const value = isObject(event) ? event[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function invalid(needs: string, field: string): StellwerkError {
  return new StellwerkError(errors.ENVELOPE_INVALID, { needs }, { field });
}
