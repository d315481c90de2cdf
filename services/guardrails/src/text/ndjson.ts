import type { Readable } from 'node:stream';
import { StellwerkError } from '@stellwerk/contracts';
import type { z } from 'zod';
import { errors } from '../errors.js';

/** A line holds one text of a mebibyte, and its sources. */
const MAX_LINE_BYTES = 4 * 1_048_576;

export interface ReadLine<Line> {
  /** Counts from 1; empty lines count and are left out. */
  readonly number: number;
  readonly line: Line | StellwerkError;
}

/**
 * Lines of JSON out of a stream of bytes, each checked by a schema. A wrong line is a GRS_LINE_INVALID in its place.
 * @throws GRS_LINE_TOO_LONG, which ends the stream: where the next line begins is not known without reading on
 */
export async function* readJsonLines<Line>(body: Readable, schema: z.ZodType<Line>): AsyncGenerator<ReadLine<Line>> {
  let number = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of body as AsyncIterable<Buffer>) {
    let block: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = block.indexOf(10); end >= 0; end = block.indexOf(10)) {
      number++;
      const line = parse(block.subarray(0, end), number, schema);
      if (line !== null) yield { number, line };
      block = block.subarray(end + 1);
    }
    if (block.length > MAX_LINE_BYTES) {
      throw new StellwerkError(errors.LINE_TOO_LONG, { line: number + 1, limit: MAX_LINE_BYTES });
    }
    rest = block;
  }
  number++;
  const last = parse(rest, number, schema);
  if (last !== null) yield { number, line: last };
}

function parse<Line>(bytes: Buffer, line: number, schema: z.ZodType<Line>): Line | StellwerkError | null {
  const text = bytes.toString('utf8').trim();
  if (text === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return new StellwerkError(errors.LINE_INVALID, { line, problem: 'not JSON' });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  const problem = `${field === '' ? '' : `${field}: `}${issue?.message ?? 'does not fit'}`;
  return new StellwerkError(errors.LINE_INVALID, { line, problem });
}
