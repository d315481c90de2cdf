import { StellwerkError } from '@stellwerk/contracts';
import type { z } from 'zod';
import { errors } from '../errors.js';

/** One line of a JSONL file. */
export interface JsonLine<Value> {
  readonly number: number;
  readonly value: Value;
}

const NEWLINE = 10;

/**
 * Reads JSONL as it comes, never more than one line at a time; empty lines are passed over.
 *
 * @throws CLI_LINE_INVALID for a line that is too long, no UTF-8, no JSON, or does not fit the schema.
 */
export async function* readJsonLines<Value>(
  input: AsyncIterable<Uint8Array>,
  schema: z.ZodType<Value>,
  { name, maxBytes }: { readonly name: string; readonly maxBytes: number },
): AsyncGenerator<JsonLine<Value>> {
  let number = 0;
  const refuse = (problem: string) => new StellwerkError(errors.LINE_INVALID, { file: name, line: number, problem });
  for await (const bytes of lines(
    input,
    maxBytes,
    () => refuse(`longer than ${maxBytes} bytes`),
    () => {
      number += 1;
    },
  )) {
    const text = decode(bytes, refuse).trim();
    if (text === '') continue;
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      throw refuse('not JSON');
    }
    const result = schema.safeParse(parsed);
    const [issue] = result.error?.issues ?? [];
    if (!result.success) throw refuse(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'does not fit'}`);
    yield { number, value: result.data };
  }
}

async function* lines(
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
  tooLong: () => Error,
  begin: () => void,
): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let length = 0;
  begin();
  const keep = (part: Uint8Array) => {
    length += part.length;
    if (length > maxBytes) throw tooLong();
    parts.push(part);
  };
  for await (const chunk of input) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end));
      yield Buffer.concat(parts);
      [parts, length, from] = [[], 0, end + 1];
      begin();
    }
    keep(chunk.subarray(from));
  }
  if (length > 0) yield Buffer.concat(parts);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array, refuse: (problem: string) => Error): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw refuse('not UTF-8');
  }
}
