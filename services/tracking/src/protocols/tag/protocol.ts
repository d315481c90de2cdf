import { isObject, type JsonObject } from '../../domain/object.js';
import { parseJson } from '../../http/body.js';
import type { Envelope, Protocol } from '../protocol.js';
import { readSegmentRequest } from '../segment/request.js';
import { toCall as segmentCall } from '../segment/to-call.js';
import { signalsOf } from './signals.js';

/**
 * Our own tag, `POST /s`: a batch of Segment's calls, with what they share beside them – `context`, and `consent` in the words
 * of every framework that the page knows. Each call is read, and kept where it is refused, with what it shares.
 */
export const tag: Protocol = {
  name: 'tag',
  keyFields: ['writeKey'],
  isBatch: () => true,
  sourceKeyOf: () => undefined,
  read: (_request, body, scope) => {
    const { text, value } = parseJson(body);
    const envelope = readSegmentRequest(value, text, scope === 'request');
    return scope === 'request' && isObject(value) ? withShared(envelope, value) : envelope;
  },
  toCall: (raw, facts) => {
    const { consent, ...call } = isObject(raw) ? raw : { consent: undefined };
    const read = segmentCall(isObject(raw) ? call : raw, facts);
    return read.kind === 'ok'
      ? { ...read, value: { ...read.value, signals: [...read.value.signals, ...signalsOf(consent)] } }
      : read;
  },
  accepted: () => ({ status: 204 }),
};

function withShared(envelope: Envelope, { context, consent }: JsonObject): Envelope {
  const shared = isObject(context) ? context : {};
  const calls = envelope.calls.map(({ raw, path }) => {
    if (!isObject(raw)) return { raw, path };
    const own = isObject(raw.context) ? raw.context : {};
    return { raw: { ...raw, context: { ...shared, ...own }, ...(consent !== undefined && { consent }) }, path };
  });
  return { ...envelope, calls, textOf: (index) => JSON.stringify(calls[index]?.raw) };
}
