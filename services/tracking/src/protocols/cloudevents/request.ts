import { StellwerkError } from '@stellwerk/contracts';
import { topLevelRanges } from '../../domain/json-text.js';
import { isObject } from '../../domain/object.js';
import { errors } from '../../errors.js';
import { parseJson } from '../../http/body.js';
import type { Envelope, ProtocolRequest, RawCall, Scope } from '../protocol.js';
import { attributesOf, isBinaryMode } from './binary.js';
import { isJsonType } from './event.js';

/** An event in its JSON format, whatever mode it came in. */
export interface CloudEventRaw {
  readonly event: unknown;
  /** The attributes came in headers: they are called so where something is wrong with them. */
  readonly isBinary: boolean;
}

export type Mode = 'binary' | 'structured' | 'batch';

/** Content mode of a request by its head; JSON without any sign of a mode may be a structured event. */
export function modeOf(request: ProtocolRequest): Mode {
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('application/cloudevents-batch')) return 'batch';
  return !type.startsWith('application/cloudevents') && isBinaryMode(request) ? 'binary' : 'structured';
}

/**
 * Reads a request in binary, structured or batched content mode (CloudEvents HTTP protocol binding 1.0 §3).
 * @throws StellwerkError TRK_ENVELOPE_INVALID where it is in none of them, or in another format than JSON
 */
export function readCloudEvents(request: ProtocolRequest, body: Buffer, scope: Scope): Envelope {
  if (scope === 'event') return structured(body);
  const type = request.headers['content-type']?.toLowerCase() ?? '';
  if (/^application\/cloudevents(?:-batch)?\+(?!json)/.test(type)) {
    throw invalid('the JSON format of CloudEvents', 'content-type');
  }
  const mode = modeOf(request);
  if (mode === 'binary') return binary(request, body);
  return mode === 'batch' ? batch(body) : structured(body);
}

function structured(body: Buffer): Envelope {
  const { text, value } = parseJson(body);
  if (!isObject(value)) throw invalid('an event as a JSON object', '(body)');
  return envelopeOf([{ raw: { event: value, isBinary: false }, path: '' }], () => text);
}

function batch(body: Buffer): Envelope {
  const { text, value } = parseJson(body);
  if (!Array.isArray(value)) throw invalid('an array of events', '(body)');
  let ranges: ReturnType<typeof topLevelRanges> | undefined;
  return envelopeOf(
    value.map((event: unknown, index) => ({ raw: { event, isBinary: false }, path: `[${index}]` })),
    (index) => {
      ranges ??= topLevelRanges(text);
      const range = ranges[index];
      if (!range) throw new RangeError(`the batch has no event ${index}`);
      return text.slice(range.start, range.end);
    },
  );
}

/** Headers are not kept, so what is kept of a binary event is its structured form, with the data as they came. */
function binary(request: ProtocolRequest, body: Buffer): Envelope {
  const attributes = attributesOf(request);
  const kept = () =>
    JSON.stringify({ ...attributes, ...(body.length > 0 && { data_base64: body.toString('base64') }) });
  const refused = (field: string, problem: string): Envelope =>
    envelopeOf([{ raw: undefined, path: '', problem: { field, problem } }], kept);
  if (body.length === 0) {
    const { datacontenttype, ...event } = attributes;
    return envelopeOf([{ raw: { event, isBinary: true }, path: '' }], kept);
  }
  if (!isJsonType(request.headers['content-type'])) return refused('content-type', 'data that are not JSON');
  try {
    const { text, value } = parseJson(body);
    const event = { ...attributes, data: value };
    const asJson = () => `${JSON.stringify(attributes).slice(0, -1)},"data":${text}}`;
    return envelopeOf([{ raw: { event, isBinary: true }, path: '' }], asJson);
  } catch (error) {
    if (error instanceof StellwerkError) return refused('(body)', error.message);
    throw error;
  }
}

function envelopeOf(
  calls: readonly (RawCall & { readonly raw: CloudEventRaw | undefined })[],
  textOf: Envelope['textOf'],
): Envelope {
  return { calls, sourceKey: undefined, sentAt: undefined, signals: [], textOf };
}

function invalid(needs: string, field: string): StellwerkError {
  return new StellwerkError(errors.ENVELOPE_INVALID, { needs }, { field });
}
