import type { AnswerRequest } from '../domain/answer.js';

/** Where a question came in. */
export type Door = 'answer' | 'chat' | 'mcp';

/** A question with everything that is known of who asks. */
export interface Inquiry extends AnswerRequest {
  readonly door: Door;
}
