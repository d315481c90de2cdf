import { splitSentences } from '@stellwerk/text';
import { type ClaimVerdict, createClaimVerifier } from './verify.js';

/** Models that may take part. Both are optional; without them the hard checks decide alone. */
export interface ClaimModels {
  /** Similarity of a claim to each sentence, such as the cosine of their embeddings. */
  readonly similarity?: (claim: string, sentences: readonly string[]) => Promise<readonly number[]>;
  /** What a model for natural language inference says of a claim and its evidence. */
  readonly entailment?: (evidence: string, claim: string) => Promise<'entailed' | 'neutral' | 'contradicted'>;
}

/**
 * Verifies a claim with models. They can lower a verdict and never raise it: a similarity names the evidence of a claim
 * that was not found, and the inference model takes support away. Errors of the models are the caller's to handle.
 */
export async function verifyWithModels(
  claim: string,
  sources: readonly string[],
  { similarity, entailment }: ClaimModels,
): Promise<ClaimVerdict> {
  const found = createClaimVerifier(sources)(claim);
  const verdict =
    found.verdict === 'not-found' && similarity ? await withEvidence(found, claim, sources, similarity) : found;
  const { evidence } = verdict;
  if (!entailment || !evidence || verdict.verdict === 'contradicted') return verdict;
  const said = await entailment(sources[evidence.source]?.slice(evidence.start, evidence.end) ?? '', claim);
  if (said === 'entailed') return verdict;
  return said === 'contradicted' ? { ...verdict, verdict: 'contradicted' } : { ...verdict, verdict: 'not-found' };
}

async function withEvidence(
  verdict: ClaimVerdict,
  claim: string,
  sources: readonly string[],
  similarity: NonNullable<ClaimModels['similarity']>,
): Promise<ClaimVerdict> {
  const sentences = sources.flatMap((text, source) => splitSentences(text).map((span) => ({ ...span, source })));
  const scores = await similarity(
    claim,
    sentences.map(({ source, start, end }) => sources[source]?.slice(start, end) ?? ''),
  );
  const best = scores.reduce(
    (top, score, index) => (score > (scores[top] ?? Number.NEGATIVE_INFINITY) ? index : top),
    0,
  );
  const evidence = sentences[best];
  return evidence ? { ...verdict, evidence } : verdict;
}
