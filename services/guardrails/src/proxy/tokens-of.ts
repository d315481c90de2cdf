import type { Tokens } from '@stellwerk/models';
import type { Usage } from './chat-response.js';

/** Token counts in the words of price tables. */
export const tokensOf = ({ prompt_tokens, completion_tokens, prompt_tokens_details }: Usage): Tokens => ({
  input: prompt_tokens,
  output: completion_tokens,
  cachedInput: prompt_tokens_details?.cached_tokens ?? 0,
});
