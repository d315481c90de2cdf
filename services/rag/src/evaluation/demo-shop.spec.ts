import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { abstentionModels } from '../answers/abstention/shipped.js';
import { createAnswerer } from '../answers/answerer.js';
import { shippedPrompt } from '../answers/prompt/shipped.js';
import { smallGuard } from '../answers/testing/small-knowledge.js';
import { type EvaluationParts, evaluate } from '../domain/evaluation/evaluate.js';
import { regressionsOf } from '../domain/evaluation/gate.js';
import type { Retriever } from '../domain/ports.js';
import { createRetriever } from '../retrieval/retriever.js';
import { smallIndex } from '../retrieval/testing/small-index.js';
import { shopDocuments, shopQuestions } from './testing/demo-shop.js';

/**
 * The gate of every build: real documents, parsers, chunker, lexicon, fusion, answers and citations. In place of the model's vectors
 * stand those of pairs of letters, so these floors are lower than the ones of the golden set, which hold with the model. Whether
 * to answer is decided without cosines then: a floor on each side holds that balance, so that neither is bought with the other.
 */
const floors = [
  { metric: 'ndcg@10', floor: 0.78 },
  { metric: 'recall@10', floor: 0.91 },
  { metric: 'hit_rate@10', floor: 0.98 },
  { metric: 'hit_rate@10', segment: 'category:exact-code', floor: 1 },
  { metric: 'hit_rate@10', segment: 'category:quoted-phrase', floor: 1 },
  { metric: 'citation_exactness', floor: 1 },
  { metric: 'cited_sentences', floor: 1 },
  { metric: 'span_contains_answer', floor: 0.95 },
  { metric: 'answered', floor: 0.6 },
  { metric: 'abstained', floor: 0.75 },
  { metric: 'forbidden_absent', floor: 1 },
];

describe('the knowledge of the demo shop', () => {
  let parts: Required<EvaluationParts>;
  beforeAll(async () => {
    const index = smallIndex(await shopDocuments());
    const retriever = createRetriever(index);
    const answerer = createAnswerer({
      retriever,
      texts: index.texts,
      guard: smallGuard(),
      prompt: { name: 'grounded-answer', version: '0', spec: shippedPrompt },
      abstention: abstentionModels,
      deadline: (timeoutMs) => AbortSignal.timeout(timeoutMs),
    });
    parts = { retriever, texts: index.texts, answerer };
  });

  const shop = { name: 'shop', version: 0, spec: { ...shopQuestions(), floors } };
  const options = { tenant: 'demo', seed: 1, k: 10, caller: 'test', now: () => 0 };

  it('answers its questions as well as it did', async () => {
    const run = await evaluate(shop, parts, options);
    expect(run.failed).toEqual([]);
    expect(run.metrics.filter(({ passed }) => passed === false)).toEqual([]);
    const guide = readFileSync(join(import.meta.dirname, '../../../../docs/guides/evaluating.md'), 'utf8');
    expect(run.metrics.filter(({ metric }) => !guide.includes(`\`${metric}\``))).toEqual([]);
  });

  it('is measured alike twice, and a search that got worse does not pass', async () => {
    const { retriever, texts } = parts;
    const worse: Retriever = {
      search: async (request, reader) => {
        const { hits, ...rest } = await retriever.search(request, reader);
        return { ...rest, hits: [...hits].reverse() };
      },
    };
    const some = { ...shop, spec: { ...shop.spec, cases: shop.spec.cases.slice(0, 16) } };
    const run = await evaluate(some, { retriever, texts }, options);
    expect(await evaluate(some, { retriever, texts }, options)).toEqual(run);
    expect(regressionsOf(run, run)).toEqual([]);
    const fallen = await evaluate(some, { retriever: worse, texts }, options);
    expect(regressionsOf(fallen, run).map(({ metric }) => metric)).toContain('ndcg@10');
    expect(fallen.passed).toBe(false);
  });
});
