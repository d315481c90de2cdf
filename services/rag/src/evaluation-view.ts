import type { PayloadOf, ragEvaluated } from '@stellwerk/contracts';

/** What an evaluation found, as it goes to `results.rag_evaluation`. */
export type EvaluationView = PayloadOf<typeof ragEvaluated>;
