import { LineEnds } from './line-ends.js';
import { MAX_RECORD_CHARACTERS, type Place } from './place.js';
import type { TextRecord } from './record.js';

/** Sixteen digits and more may exceed what a double keeps. */
const MANY_DIGITS = /\d{16}/;

/** Records of JSON Lines in order: one object per line. Text of which more may follow is read up to its last whole line. */
export function* jsonlRecords(text: string, place: Place, isFinal: boolean): Generator<TextRecord> {
  const lineEnds = new LineEnds(text, isFinal);
  let { row, line, skipping } = place;
  let at = 0;
  while (at < text.length) {
    const end = lineEnds.after(at);
    if (skipping) {
      at = end?.next ?? lineEnds.certain;
      skipping = end === undefined;
      if (end) line += 1;
      yield { row, line, content: undefined, end: at, next: { row, line, skipping } };
      if (skipping) return;
      continue;
    }
    const isTooLong = (end?.end ?? lineEnds.certain) - at > MAX_RECORD_CHARACTERS;
    if (!end && !isTooLong) return;
    row += 1;
    if (isTooLong) {
      at += MAX_RECORD_CHARACTERS;
      skipping = true;
      const next = { row, line, skipping };
      yield { row, line: line + 1, content: undefined, defect: 'ROW_TOO_LARGE', end: at, next };
      continue;
    }
    line += 1;
    const source = text.slice(at, end?.end).trim();
    at = end?.next ?? text.length;
    const content = source === '' ? undefined : parseObject(source);
    const next = { row, line, skipping };
    yield content === null
      ? { row, line, content: undefined, defect: 'NOT_A_JSON_OBJECT', end: at, next }
      : { row, line, content, end: at, next };
  }
}

/** `null` where the text is no object. Numbers that a double cannot keep become the text they are written as. */
function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = MANY_DIGITS.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

/** Reviver with source text access (ECMAScript proposal, V8 since 11.4). */
function keepDigits(this: unknown, _key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && !isExact(value, source) ? source : value;
}

const isExact = (value: number, source: string): boolean =>
  Number.isSafeInteger(value) || source.replace(/\D/g, '').length <= 15;
