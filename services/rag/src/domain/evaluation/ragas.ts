/**
 * Metrics of RAGAS by their exact formulas and names (explodinggradients/ragas at 3e28e9de, `src/ragas/metrics`). Verdicts come from
 * whoever judges; here is only arithmetic. NaN means "has no value" and stays NaN.
 */
import { nonLlmStringSimilarity } from './string-similarity.js';

/** Keeps the precision of a list without anything relevant at 0 instead of 0 / 0. */
const EPSILON = 1e-10;
const SIMILARITY_THRESHOLD = 0.5;

/** Supported statements / statements; NaN without statements. */
export function faithfulness(supported: readonly boolean[]): number {
  return share(supported);
}

/**
 * Average precision at K: Σₖ (P@k · vₖ) / (Σ vₖ + 1e-10), over whether each context is relevant, in the order of rank. 0 where none is
 * relevant, or nothing was retrieved; for n relevant ones at the top it is n / (n + 1e-10), a hair below 1.
 */
export function contextPrecision(isRelevant: readonly boolean[]): number {
  let relevant = 0;
  let sum = 0;
  isRelevant.forEach((verdict, at) => {
    if (!verdict) return;
    relevant += 1;
    sum += relevant / (at + 1);
  });
  return sum / (relevant + EPSILON);
}

/** `non_llm_context_precision_with_reference`: a context is relevant when its best similarity to a reference is ≥ .5. */
export function nonLlmContextPrecision(retrieved: readonly string[], references: readonly string[]): number {
  return contextPrecision(retrieved.map((context) => bestSimilarity(context, references) >= SIMILARITY_THRESHOLD));
}

/** `id_based_context_precision`: |retrieved ∩ reference| / |retrieved| over sets; NaN where nothing was retrieved. */
export function idBasedContextPrecision(
  retrieved: readonly (string | number)[],
  references: readonly (string | number)[],
): number {
  return overlap(retrieved, references);
}

/** Reference claims that the contexts hold / reference claims; NaN without claims. */
export function contextRecall(isAttributable: readonly boolean[]): number {
  return share(isAttributable);
}

/** `non_llm_context_recall`: share of references whose best similarity to a retrieved context is > .5 (strict). */
export function nonLlmContextRecall(retrieved: readonly string[], references: readonly string[]): number {
  return share(references.map((reference) => bestSimilarity(reference, retrieved) > SIMILARITY_THRESHOLD));
}

/** `id_based_context_recall`: |reference ∩ retrieved| / |reference| over sets; NaN without references. */
export function idBasedContextRecall(
  retrieved: readonly (string | number)[],
  references: readonly (string | number)[],
): number {
  return overlap(references, retrieved);
}

/** A question that a model made from an answer, and whether it found the answer evasive. */
export interface GeneratedQuestion {
  readonly question: string;
  readonly isNoncommittal: boolean;
  /** Cosine of its vector and that of the question that was asked. */
  readonly cosine: number;
}

/**
 * `answer_relevancy`: mean cosine of the generated questions with the question asked, 0 where all are noncommittal; NaN where all
 * are empty.
 */
export function answerRelevancy(generated: readonly GeneratedQuestion[]): number {
  if (generated.every(({ question }) => question === '')) return Number.NaN;
  if (generated.every(({ isNoncommittal }) => isNoncommittal)) return 0;
  return generated.reduce((sum, { cosine }) => sum + cosine, 0) / generated.length;
}

const share = (verdicts: readonly boolean[]): number =>
  verdicts.length === 0 ? Number.NaN : verdicts.filter(Boolean).length / verdicts.length;

/** Share of the first set that is in the second; ids are compared as texts. */
function overlap(of: readonly (string | number)[], within: readonly (string | number)[]): number {
  const others = new Set(within.map(String));
  return share([...new Set(of.map(String))].map((id) => others.has(id)));
}

/** −∞ where there is nothing to compare with. */
const bestSimilarity = (text: string, others: readonly string[]): number =>
  others.reduce((best, other) => Math.max(best, nonLlmStringSimilarity(text, other)), Number.NEGATIVE_INFINITY);
