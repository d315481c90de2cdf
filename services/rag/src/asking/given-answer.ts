import type { Answer, AnswerEvent } from '../domain/answer.js';

/** An answer as callers get it: under an id that feedback can name. */
export interface GivenAnswer extends Answer {
  readonly answerId: string;
}

export type GivenEvent =
  | Extract<AnswerEvent, { type: 'sentence' }>
  | { readonly type: 'answer'; readonly answer: GivenAnswer };

/** The answer to a question that must not be looked at: nothing was searched and no model was asked. */
export const blockedAnswer = (language: Answer['language']): Answer => ({
  abstained: true,
  reason: 'blocked',
  sentences: [],
  notes: [],
  hits: [],
  confidence: 0,
  language,
  model: 'none',
  prompt: 'none',
  generation: 'none',
  cache: 'none',
  cost: { inputTokens: 0, outputTokens: 0 },
});
