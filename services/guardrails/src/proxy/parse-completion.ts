import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../errors.js';
import type { ChatChunk, ChatCompletion } from './chat-response.js';
import type { Answered } from './model-routes.js';

const count = z.number().int().min(0);

const usage = z.looseObject({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  prompt_tokens_details: z.looseObject({ cached_tokens: count.optional() }).nullish(),
});

const toolCall = z.looseObject({
  index: z.number().int().min(0).max(1_000).optional(),
  id: z.string().optional(),
  type: z.string().optional(),
  function: z.looseObject({ name: z.string().optional(), arguments: z.string().optional() }).optional(),
});

const head = { id: z.string(), created: z.number(), model: z.string() };

const completion = z.looseObject({
  ...head,
  object: z.literal('chat.completion'),
  choices: z
    .array(
      z.looseObject({
        index: z.number(),
        message: z.looseObject({
          role: z.literal('assistant'),
          content: z
            .string()
            .nullish()
            .transform((text) => text ?? null),
          tool_calls: z.array(toolCall).optional(),
        }),
        finish_reason: z.string(),
      }),
    )
    .length(1),
  usage: usage.optional(),
});

const chunk = z.looseObject({
  ...head,
  object: z.literal('chat.completion.chunk'),
  choices: z
    .array(
      z.looseObject({
        index: z.number(),
        delta: z.looseObject({
          role: z.string().optional(),
          content: z.string().nullish(),
          tool_calls: z.array(toolCall).optional(),
        }),
        finish_reason: z
          .string()
          .nullish()
          .transform((reason) => reason ?? null),
      }),
    )
    .max(1),
  usage: usage.nullish(),
});

const invalid = (model: string, problem: string) => new StellwerkError(errors.MODEL_ANSWER_INVALID, { model, problem });

/** @throws GRS_MODEL_ANSWER_INVALID */
export async function parseCompletion({ model, response }: Answered): Promise<ChatCompletion> {
  const body: unknown = await response.json().catch(() => null);
  const parsed = completion.safeParse(body);
  if (!parsed.success) throw invalid(model, problemOf(parsed.error));
  return parsed.data as ChatCompletion;
}

/** @throws GRS_MODEL_ANSWER_INVALID */
export function parseChunk(model: string, data: string): ChatChunk {
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch {
    throw invalid(model, 'an event is no JSON');
  }
  const parsed = chunk.safeParse(body);
  if (!parsed.success) throw invalid(model, problemOf(parsed.error));
  return parsed.data as ChatChunk;
}

function problemOf({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'does not fit';
}
