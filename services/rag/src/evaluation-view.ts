import type { PayloadOf, ragEvaluated } from '@stellwerk/contracts';
import type { FailedCase, JudgeFailure } from './domain/evaluation/evaluate.js';
import type { Regression } from './domain/evaluation/gate.js';

/** What an evaluation found, as it goes to `results.rag_evaluation`, and what only whoever asked needs to know. */
export type EvaluationView = PayloadOf<typeof ragEvaluated> & {
  readonly failed: readonly FailedCase[];
  /** Why figures of a judge have no value; absent where none was asked. */
  readonly judgeFailures?: readonly JudgeFailure[];
  /** Metrics that fell below the baseline; empty without one. */
  readonly regressions: readonly Regression[];
};
