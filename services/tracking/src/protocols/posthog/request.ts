import { gunzipSync } from 'node:zlib';
import { StellwerkError } from '@stellwerk/contracts';
import { isObject } from '../../domain/object.js';
import { errors } from '../../errors.js';
import { parseJson } from '../../http/body.js';
import type { Envelope, ProtocolRequest } from '../protocol.js';
import { elementTexts } from '../segment/request.js';
import { textField } from '../values.js';

/** Most that a form may unpack to where the door has not said how large the request may be. */
const MAX_UNPACKED_BYTES = 1_048_576;
const GZIP_MAGIC = [0x1f, 0x8b];

/**
 * The JSON of a request. Clients send it as it is, packed (the door has unpacked it by then), or under `data` of a form or a
 * query: in base64, packed in base64, or plain.
 */
export function payloadOf({ query }: ProtocolRequest, body: Buffer, limitBytes = MAX_UNPACKED_BYTES): Buffer {
  if (body.length === 0) return fromForm(query.get('data') ?? '', limitBytes);
  if (!body.subarray(0, 5).equals(Buffer.from('data='))) return body;
  return fromForm(new URLSearchParams(body.toString('utf8')).get('data') ?? '', limitBytes);
}

/**
 * Reads the events of a request: one, an array of them, or an envelope with `batch`.
 * @throws StellwerkError TRK_ENVELOPE_INVALID when it is none of these, or names more than one project
 */
export function readPostHogRequest(value: unknown, text: string, query: URLSearchParams): Envelope {
  if (Array.isArray(value)) return envelopeOf(value, elementTexts(`{"batch":${text}}`, 'batch'), '', query, {});
  if (!isObject(value)) {
    throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'a JSON object or array' }, { field: '(body)' });
  }
  if (value.batch === undefined) {
    const envelope = envelopeOf([value], () => text, '', query, value);
    return { ...envelope, calls: [{ raw: value, path: '' }] };
  }
  if (!Array.isArray(value.batch)) {
    throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'an array "batch"' }, { field: 'batch' });
  }
  return envelopeOf(value.batch, elementTexts(text, 'batch'), 'batch', query, value);
}

function envelopeOf(
  events: readonly unknown[],
  textOf: Envelope['textOf'],
  at: string,
  query: URLSearchParams,
  head: Record<string, unknown>,
): Envelope {
  return {
    calls: events.map((raw, index) => ({ raw, path: `${at}[${index}]` })),
    sourceKey: textField(head.api_key) ?? textField(head.token) ?? projectOf(events),
    sentAt: textField(head.sent_at) ?? sentAtOf(query),
    signals: [],
    textOf,
  };
}

/** The project key that the events themselves name; a request belongs to one project. */
function projectOf(events: readonly unknown[]): string | undefined {
  const keys = new Set(events.map(keyOf).filter((key) => key !== undefined));
  if (keys.size <= 1) return [...keys][0];
  throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'events of one project' }, { field: 'api_key' });
}

function keyOf(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const properties = isObject(event.properties) ? event.properties : {};
  return textField(event.api_key) ?? textField(event.token) ?? textField(event.$token) ?? textField(properties.token);
}

/** `_` of the query: milliseconds since 1970 by the client's clock. */
function sentAtOf(query: URLSearchParams): string | undefined {
  const sentMs = Number(query.get('_') ?? Number.NaN);
  const sent = new Date(sentMs);
  return sentMs > 0 && !Number.isNaN(sent.getTime()) ? sent.toISOString() : undefined;
}

function fromForm(data: string, limitBytes: number): Buffer {
  // Base64 that was not escaped loses its plus signs in a form.
  const encoded = data.trim().replaceAll(' ', '+');
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded)) return Buffer.from(data);
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes[0] !== GZIP_MAGIC[0] || bytes[1] !== GZIP_MAGIC[1]) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: limitBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      const sizes = { bytes: limitBytes + 1, limit: limitBytes };
      throw new StellwerkError(errors.BODY_TOO_LARGE, sizes, { field: 'data' });
    }
    throw new StellwerkError(errors.ENCODING_BROKEN, { encoding: 'gzip' }, { field: 'data' });
  }
}

/** Text, value and length of a payload. @throws StellwerkError where it is not JSON */
export function parsePayload(request: ProtocolRequest, body: Buffer, limitBytes?: number) {
  const payload = payloadOf(request, body, limitBytes);
  return { ...parseJson(payload), bytes: payload.length };
}
