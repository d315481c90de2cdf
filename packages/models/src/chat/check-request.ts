import { inputLimits, invalid } from '../calls/input-limits.js';
import type { ChatRequest } from '../ports.js';

const MAX_OUTPUT_TOKENS = 131_072;

export const charactersOf = ({ messages }: ChatRequest): number =>
  messages.reduce((sum, { content }) => sum + content.length, 0);

/** @throws MDL_INPUT_INVALID */
export function checkRequest(request: ChatRequest): void {
  const { messages, maxOutputTokens, temperature } = request;
  if (messages.length === 0) throw invalid('messages', 'are none');
  if (messages.length > inputLimits.messages) {
    throw invalid('messages', `are ${messages.length}, at most ${inputLimits.messages} in one call`);
  }
  const characters = charactersOf(request);
  if (characters > inputLimits.charactersOfMessages) {
    throw invalid('messages', `have ${characters} characters, at most ${inputLimits.charactersOfMessages}`);
  }
  if (!Number.isInteger(maxOutputTokens) || maxOutputTokens < 1 || maxOutputTokens > MAX_OUTPUT_TOKENS) {
    throw invalid('maxOutputTokens', `must be a whole number from 1 to ${MAX_OUTPUT_TOKENS}`);
  }
  if (temperature !== undefined && !(temperature >= 0 && temperature <= 2)) {
    throw invalid('temperature', 'must be from 0 to 2');
  }
}
