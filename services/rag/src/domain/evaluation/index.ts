export {
  type AdversarialKind,
  type AdversarialOptions,
  adversarialCases,
  adversarialKinds,
} from './adversarial.js';
export { type Drift, type Mix, mixDrift, scoreDrift } from './drift.js';
export {
  type EvaluationOptions,
  type EvaluationParts,
  type EvaluationRun,
  evaluate,
  type FailedCase,
  type JudgeFailure,
} from './evaluate.js';
export { type Feedback, type FeedbackSummary, summariseFeedback } from './feedback.js';
export { type Baseline, type Regression, regressionsOf } from './gate.js';
export { checkGoldenSet, type GoldenCase, type GoldenSet } from './golden-set.js';
export type { Judge } from './judge.js';
export * from './ragas.js';
