import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../errors.js';
import { unreadable } from '../platform/unreadable.js';
import type { SegmentCall } from './call.js';

const text = z.string().min(1, 'must not be empty').max(10_000);
const fields = z.record(z.string(), z.unknown()).optional();
const common = {
  messageId: text.max(256).optional(),
  anonymousId: text.optional(),
  userId: text.optional(),
  timestamp: z
    .string()
    .refine((given) => !Number.isNaN(Date.parse(given)), 'is no date in ISO 8601')
    .optional(),
  context: fields,
  integrations: fields,
};
/** What the client itself asks of a call; the rest is for the door to judge. */
const line = z
  .discriminatedUnion('type', [
    z.looseObject({ ...common, type: z.literal('track'), event: text, properties: fields }),
    z.looseObject({ ...common, type: z.literal('identify'), traits: fields }),
    z.looseObject({ ...common, type: z.literal('page'), name: z.string().optional(), properties: fields }),
    z.looseObject({ ...common, type: z.literal('screen'), name: z.string().optional(), properties: fields }),
    z.looseObject({ ...common, type: z.literal('group'), groupId: text, traits: fields }),
    z.looseObject({ ...common, type: z.literal('alias'), userId: text, previousId: text }),
  ])
  .refine(({ anonymousId, userId }) => anonymousId !== undefined || userId !== undefined, {
    path: ['userId'],
    error: 'a call needs a userId or an anonymousId',
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
  for await (const content of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (content.trim() === '') continue;
    const call = parseLine(
      content,
      (problem) => new StellwerkError(errors.LINE_INVALID, { file, line: number, problem }),
    );
    const occurrence = seen.get(content) ?? 0;
    if (call.messageId === undefined) seen.set(content, occurrence + 1);
    yield { ...call, messageId: call.messageId ?? deterministicId('replay', content, occurrence) } as SegmentCall;
  }
}

function parseLine(content: string, refuse: (problem: string) => Error): z.infer<typeof line> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    throw refuse('not JSON');
  }
  const parsed = line.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'does not fit'}`);
}
