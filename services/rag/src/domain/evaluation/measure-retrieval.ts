import type { TextRange } from '../document.js';
import type { SearchHit } from '../search.js';
import { documentsOf, type GoldenCase, type GoldenItem, itemsOf } from './golden-set.js';
import type { Measured } from './measured.js';
import { idBasedContextPrecision, idBasedContextRecall, nonLlmContextPrecision, nonLlmContextRecall } from './ragas.js';
import { hitRate, ndcg, recall, reciprocalRank } from './ranking.js';

/**
 * Measures of one search. A hit finds a span when it overlaps it; a span over two sentences is one item, found by either.
 * @param contexts What a reader of the hits would be given, in the order of rank
 */
export function measureRetrieval(
  golden: GoldenCase,
  hits: readonly SearchHit[],
  contexts: readonly string[],
  k: number,
): Measured {
  if (!golden.answerable) return {};
  const items = itemsOf(golden);
  const top = hits.slice(0, k);
  const documents = documentsOf(golden);
  const references = golden.expected?.contexts ?? [];
  return {
    ...(items.length > 0 && rankingOf(items, top, k)),
    ...(documents.length > 0 && {
      id_based_context_precision: idBasedContextPrecision(idsOf(top), documents),
      id_based_context_recall: idBasedContextRecall(idsOf(top), documents),
    }),
    ...(references.length > 0 && {
      non_llm_context_precision_with_reference: nonLlmContextPrecision(contexts, references),
      non_llm_context_recall: nonLlmContextRecall(contexts, references),
    }),
  };
}

function rankingOf(items: readonly GoldenItem[], hits: readonly SearchHit[], k: number): Measured {
  const ranked = { found: hits.map((hit) => itemOf(hit, items)), items: items.length };
  return {
    [`ndcg@${k}`]: ndcg(ranked, k),
    [`recall@${k}`]: recall(ranked, k),
    [`hit_rate@${k}`]: hitRate(ranked, k),
    [`mrr@${k}`]: reciprocalRank(ranked, k),
  };
}

function itemOf(hit: SearchHit, items: readonly GoldenItem[]): number | null {
  const at = items.findIndex(
    ({ documentId, span }) => documentId === hit.documentId && (span === undefined || overlaps(hit, span)),
  );
  return at < 0 ? null : at;
}

export const overlaps = (left: TextRange, right: TextRange): boolean =>
  left.start < right.end && right.start < left.end;

const idsOf = (hits: readonly SearchHit[]): readonly string[] => hits.map(({ documentId }) => documentId);
