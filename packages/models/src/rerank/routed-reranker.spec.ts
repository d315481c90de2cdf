import { FakeEndpoint, type Reply } from '../testing/fake-endpoint.js';
import { bench, context } from '../testing/harness.js';

const route = { tenant: 'demo', useCase: 'answers' };
const opened: FakeEndpoint[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((endpoint) => endpoint.close()));
});

async function reranking(shape: 'jina' | 'tei', reply: Reply) {
  const server = await FakeEndpoint.start(() => reply);
  opened.push(server);
  const { models, documents, recorded } = bench();
  documents.put('model-route', 'ranks', {
    useCase: 'answers',
    kind: 'rerank',
    models: [{ model: 'cross', baseUrl: server.baseUrl.replace('/v1', ''), rerankShape: shape }],
  });
  const reranker = models.reranker(route);
  if (!reranker) throw new Error('no reranker');
  return { server, recorded, scores: () => reranker.rerank('why', ['one', 'two'], context) };
}

describe('a re-ranker', () => {
  it.each([
    [
      'jina',
      {
        results: [
          { index: 1, relevance_score: 0.9, document: null },
          { index: 0, relevance_score: -2 },
        ],
        usage: { total_tokens: 12 },
      },
      { model: 'cross', query: 'why', documents: ['one', 'two'], top_n: 2, return_documents: false },
      12,
    ],
    [
      'tei',
      [
        { index: 1, score: 0.9 },
        { index: 0, score: -2 },
      ],
      { query: 'why', texts: ['one', 'two'], raw_scores: true, truncate: true },
      3,
    ],
  ] as const)('gives scores in the order of the texts, in the shape of %s', async (shape, json, body, tokens) => {
    const { server, recorded, scores } = await reranking(shape, { json });
    expect(await scores()).toEqual([-2, 0.9]);
    expect(server.requests).toMatchObject([{ path: '/rerank', body }]);
    expect(recorded).toMatchObject([{ operation: 'rerank', answeredBy: 'cross', inputTokens: tokens }]);
  });

  it.each<[string, unknown]>([
    ['a text without score', { results: [{ index: 0, relevance_score: 1 }] }],
    [
      'a score twice',
      {
        results: [
          { index: 0, relevance_score: 1 },
          { index: 0, relevance_score: 1 },
        ],
      },
    ],
    [
      'a score for no text',
      {
        results: [
          { index: 0, relevance_score: 1 },
          { index: 2, relevance_score: 1 },
        ],
      },
    ],
    ['a score that is none', { results: [{ index: 0, relevance_score: null }] }],
    ['the other shape', [{ index: 0, score: 1 }]],
  ])('is not believed when it answers with %s', async (_name, json) => {
    const { scores } = await reranking('jina', { json });
    await expect(scores()).rejects.toMatchObject({ code: 'MDL_ANSWER_INVALID' });
  });

  it('is not there where no document routes one', () => {
    expect(bench().models.reranker(route)).toBeUndefined();
  });
});
