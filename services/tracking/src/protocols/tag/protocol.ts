import { StellwerkError } from '@stellwerk/contracts';
import { isObject, type JsonObject } from '../../domain/object.js';
import { errors } from '../../errors.js';
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
    if (scope !== 'request' || !isObject(value)) return envelope;
    if (text.length > MAX_SHARED) assertShared(value);
    return withShared(envelope, value);
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

/**
 * Characters of what the calls share, as JSON: every call is judged and kept with all of it, so that a small request would
 * grow to its length times the number of calls. The longest consent strings are a quarter of this.
 */
const MAX_SHARED = 8_192;

/** @throws StellwerkError TRK_ENVELOPE_INVALID where the calls share more than they may */
function assertShared({ context, consent }: JsonObject): void {
  if (JSON.stringify([context, consent]).length <= MAX_SHARED) return;
  const needs = `"context" and "consent" of at most ${MAX_SHARED} characters together`;
  throw new StellwerkError(errors.ENVELOPE_INVALID, { needs }, { field: 'context' });
}

function withShared(envelope: Envelope, { context, consent }: JsonObject): Envelope {
  const shared = isObject(context) ? context : {};
  const calls = envelope.calls.map(({ raw, path }) => {
    if (!isObject(raw)) return { raw, path };
    const own = isObject(raw.context) ? raw.context : {};
    return { raw: { ...raw, context: { ...shared, ...own }, ...(consent !== undefined && { consent }) }, path };
  });
  return { ...envelope, calls, textOf: (index) => JSON.stringify(calls[index]?.raw) };
}
