import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../errors.js';
import { unreadable } from '../platform/unreadable.js';
import type { SegmentCall } from './call.js';

const line = z.looseObject({
  type: z.enum(['track', 'identify', 'page', 'screen', 'group', 'alias']),
  messageId: z.string().min(1).max(256).optional(),
});

/**
 * Reads calls of the Segment protocol, one JSON object per line. A call without a messageId gets one from its content and its
 * occurrence among equal lines. @throws CLI_FILE_UNREADABLE, CLI_LINE_INVALID
 */
export async function* readCalls(file: string): AsyncGenerator<SegmentCall> {
  const seen = new Map<string, number>();
  const stream = createReadStream(file, 'utf8');
  const opened = new Promise<never>((_resolve, reject) => {
    stream.once('error', (error) => reject(unreadable(file, error)));
  });
  opened.catch(() => {});
  await Promise.race([once(stream, 'ready'), opened]);
  let number = 0;
  for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (text.trim() === '') continue;
    const call = parseLine(text, (problem) => new StellwerkError(errors.LINE_INVALID, { file, line: number, problem }));
    const occurrence = seen.get(text) ?? 0;
    if (call.messageId === undefined) seen.set(text, occurrence + 1);
    yield { ...call, messageId: call.messageId ?? deterministicId('replay', text, occurrence) } as SegmentCall;
  }
}

function parseLine(text: string, refuse: (problem: string) => Error): z.infer<typeof line> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse('not JSON');
  }
  const parsed = line.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'does not fit'}`);
}
