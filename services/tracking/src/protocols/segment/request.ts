import { StellwerkError } from '@stellwerk/contracts';
import { elementRanges } from '../../domain/json-text.js';
import { isObject } from '../../domain/object.js';
import { errors } from '../../errors.js';
import type { Envelope } from '../protocol.js';
import { textField } from '../values.js';
import { contextSignals } from './context-signals.js';
import { sharedFacts } from './shared-context.js';

/**
 * Reads the body of `/v1/batch` (and its aliases) or of a single call.
 * @throws StellwerkError TRK_ENVELOPE_INVALID when the envelope is not one of these.
 */
export function readSegmentRequest(value: unknown, text: string, isBatch: boolean): Envelope {
  if (!isObject(value))
    throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'a JSON object' }, { field: '(body)' });
  const envelope = { sourceKey: textField(value.writeKey), sentAt: textField(value.sentAt), signals: [] };
  if (!isBatch) return { ...envelope, calls: [{ raw: value, path: '' }], textOf: () => text };
  if (!Array.isArray(value.batch)) {
    throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'an array "batch"' }, { field: 'batch' });
  }
  const { context } = value;
  return {
    ...envelope,
    signals: contextSignals(isObject(context) ? context : undefined),
    shared: sharedFacts(context, value.batch.length),
    calls: value.batch.map((raw: unknown, index) => ({ raw, path: `batch[${index}]` })),
    textOf: elementTexts(text, 'batch'),
  };
}

/** A single call that came as a query: what is kept of it is the call as JSON. */
export function envelopeOfQuery(call: Record<string, unknown>): Envelope {
  const sentAt = textField(call.sentAt);
  const sourceKey = textField(call.writeKey);
  return { calls: [{ raw: call, path: '' }], sourceKey, sentAt, signals: [], textOf: () => JSON.stringify(call) };
}

/** Exact texts of the elements under a top-level key, found when the first is asked for. */
export function elementTexts(text: string, key: string): Envelope['textOf'] {
  let ranges: ReturnType<typeof elementRanges> | undefined;
  return (index) => {
    ranges ??= elementRanges(text, key);
    const range = ranges[index];
    if (!range) throw new RangeError(`"${key}" has no element ${index}`);
    return text.slice(range.start, range.end);
  };
}
