import type { CallContext, Reranker } from '@stellwerk/models';
import type { SearchHit } from '../domain/search.js';

export interface Reranked {
  readonly hits: readonly SearchHit[];
  readonly outcome: 'yes' | 'failed';
}

/**
 * Puts the first hits in the order of a cross-encoder; equal scores and all others stay as they were. Where it fails, or
 * answers with something else than a finite number per text, the order is unchanged and the outcome says so: a search is
 * worth more without its last improvement than not at all.
 */
export async function reranked(
  query: string,
  hits: readonly SearchHit[],
  top: number,
  reranker: Reranker,
  context: CallContext,
): Promise<Reranked> {
  const first = hits.slice(0, top);
  const scores = await scoresOf(
    query,
    first.map(({ text }) => text),
    reranker,
    context,
  );
  if (!scores) return { hits, outcome: 'failed' };
  const order = first.map((hit, index) => ({ hit, score: scores[index] ?? 0 })).sort((a, b) => b.score - a.score);
  return {
    hits: [...order.map(({ hit, score }) => ({ ...hit, rerankScore: score })), ...hits.slice(top)],
    outcome: 'yes',
  };
}

async function scoresOf(
  query: string,
  texts: readonly string[],
  reranker: Reranker,
  context: CallContext,
): Promise<readonly number[] | undefined> {
  try {
    const scores = await reranker.rerank(query, texts, context);
    return scores.length === texts.length && scores.every(Number.isFinite) ? scores : undefined;
  } catch {
    // Its endpoint has recorded the failure as a span and a call record.
    return undefined;
  }
}
