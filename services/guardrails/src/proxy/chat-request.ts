import { z } from 'zod';

const MAX_MESSAGES = 2_000;

const textPart = z.looseObject({ type: z.string(), text: z.string().optional() });

/** A message of the OpenAI protocol; members that the guard does not look at are passed on. */
const message = z.looseObject({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.union([z.string(), z.array(textPart).max(1_000)]).nullish(),
});

/** `POST /v1/chat/completions`. What is not named here goes to the model unchanged. */
export const chatRequest = z.looseObject({
  model: z.string().min(1).max(128),
  messages: z.array(message).min(1).max(MAX_MESSAGES),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  n: z.literal(1, { error: 'only one choice can be checked' }).nullish(),
});

export type ChatRequest = z.infer<typeof chatRequest>;
export type ChatMessage = ChatRequest['messages'][number];
