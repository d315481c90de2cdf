import type { ErrorEntry } from '@stellwerk/contracts';

/** What an evaluation can be refused for; part of the catalogue of the service. */
export const evaluationEntries = {
  GOLDEN_SET_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'the golden set cannot be used: {problem}',
    fix: 'correct the case or the field that is named',
  },
  BASELINE_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'the baseline cannot be compared with: {problem}',
    fix: 'give the result of "stellwerk rag eval --json" of the same golden set',
  },
  JUDGE_MISSING: {
    status: 422,
    retry: 'changed',
    text: 'no document routes a chat model for the use case {useCase} of {tenant}',
    fix: 'apply a model-route of that use case, or leave the judge out',
  },
  JUDGEMENT_INVALID: {
    status: 502,
    retry: 'after',
    text: 'the reply of the judge cannot be used: {problem}',
    fix: 'route a model that follows instructions to reply in JSON',
  },
} as const satisfies Record<string, ErrorEntry>;
