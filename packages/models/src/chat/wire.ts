import { z } from 'zod';
import { EndpointFailure } from '../calls/endpoint-failure.js';
import type { ChatAnswer } from '../ports.js';

const count = z.number().int().min(0);

/** What an answer must be before it is handed to the client library, which takes nearly anything. */
const completion = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }),
        finish_reason: z.string(),
      }),
    )
    .length(1),
  usage: z.looseObject({ prompt_tokens: count, completion_tokens: count }).nullish(),
});

/** @throws EndpointFailure */
export function checkCompletion(text: string): void {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new EndpointFailure('invalid', 'answered with something that is no JSON');
  }
  const parsed = completion.safeParse(body);
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  throw new EndpointFailure('invalid', `answered with something that is no chat completion${where}`);
}

const finishReasons = new Map<string, ChatAnswer['finishReason']>([
  ['stop', 'stop'],
  ['length', 'length'],
  ['content_filter', 'filter'],
]);

export const finishReasonOf = (stated: string): ChatAnswer['finishReason'] => finishReasons.get(stated) ?? 'other';
