import { z } from 'zod';

const textPart = z.looseObject({ type: z.string().max(64), text: z.string().optional() });

/**
 * `POST /v1/chat/completions` as OpenAI clients send it. Only the last message of the user is a question to the knowledge base;
 * what a client says about sampling has no meaning here and is left aside.
 */
export const chatRequest = z.looseObject({
  model: z.string().min(1).max(128),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
        content: z.union([z.string(), z.array(textPart).max(100)]).nullish(),
      }),
    )
    .min(1)
    .max(200),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  n: z.literal(1).nullish(),
});
export type ChatRequest = z.infer<typeof chatRequest>;

/** The question of a conversation; undefined where its last message is not a user's text. */
export function questionOf({ messages }: Pick<ChatRequest, 'messages'>): string | undefined {
  const last = messages.at(-1);
  if (last?.role !== 'user' || last.content === null || last.content === undefined) return undefined;
  const text =
    typeof last.content === 'string' ? last.content : last.content.map(({ text: part }) => part ?? '').join('\n');
  return text.trim() === '' ? undefined : text.trim();
}
