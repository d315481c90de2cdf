import type { Answer, AnswerRequest } from '../domain/answer.js';
import type { CacheState } from './key.js';

/** Answers to questions that were asked in other words. */
export interface SemanticCache {
  find(request: AnswerRequest, state: CacheState): Promise<Answer | undefined>;
  store(request: AnswerRequest, state: CacheState, answer: Answer): Promise<void>;
}
