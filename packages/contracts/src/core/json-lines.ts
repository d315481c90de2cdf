import type { z } from 'zod';

/** The value of a line. */
export interface JsonLine<Value> {
  /** Counts from 1; empty lines count and are left out. */
  readonly number: number;
  readonly value: Value;
}

/** A line that has no value, and why: too long, no UTF-8, no JSON, or of another shape. */
export interface WrongLine {
  readonly number: number;
  readonly problem: string;
  /** The line was passed over unread. */
  readonly isTooLong: boolean;
}

const NEWLINE = 10;

/**
 * Reads JSON Lines as they come. No more than one line is held, and of a line that is longer than `maxBytes` nothing; the
 * lines behind a wrong one are read all the same.
 */
export async function* readJsonLines<Value>(
  input: AsyncIterable<Uint8Array>,
  schema: z.ZodType<Value>,
  maxBytes: number,
): AsyncGenerator<JsonLine<Value> | WrongLine> {
  let number = 0;
  for await (const bytes of lines(input, maxBytes)) {
    number += 1;
    const read = bytes ? parsed(bytes, schema) : { problem: `longer than ${maxBytes} bytes`, isTooLong: true };
    if (read) yield { number, ...read };
  }
}

/** Lines without their ends; undefined in place of one that is too long. */
async function* lines(input: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array | undefined> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const keep = (part: Uint8Array) => {
    length += part.length;
    if (length > maxBytes) parts = [];
    else parts.push(part);
  };
  const take = () => {
    const line = length > maxBytes ? undefined : joined(parts, length);
    [parts, length] = [[], 0];
    return line;
  };
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    keep(chunk.subarray(from));
  }
  if (length > 0) yield take();
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const line = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    line.set(part, at);
    at += part.length;
  }
  return line;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });
const wrong = (problem: string) => ({ problem, isTooLong: false });

function parsed<Value>(bytes: Uint8Array, schema: z.ZodType<Value>) {
  let text: string;
  try {
    text = utf8.decode(bytes).trim();
  } catch {
    return wrong('not UTF-8');
  }
  if (text === '') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return wrong('not JSON');
  }
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  const [issue] = result.error.issues;
  return wrong(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'does not fit'}`);
}
