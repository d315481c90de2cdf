import { StellwerkError } from '@stellwerk/contracts';
import { elementRanges } from '../../domain/json-text.js';
import { errors } from '../../errors.js';
import type { Envelope } from '../protocol.js';

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
  let ranges: ReturnType<typeof elementRanges> | undefined;
  return {
    ...envelope,
    calls: value.batch.map((raw: unknown, index) => ({ raw, path: `batch[${index}]` })),
    textOf: (index) => {
      ranges ??= elementRanges(text, 'batch');
      const range = ranges[index];
      if (!range) throw new RangeError(`the batch has no call ${index}`);
      return text.slice(range.start, range.end);
    },
  };
}

function textField(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
