import type { EmbeddingModel } from '@stellwerk/models';
import type { Answer, AnswerRequest } from '../domain/answer.js';
import type { CacheState } from './key.js';
import { cosineThreshold, SemanticCache } from './semantic-cache.js';

/** Questions with "lamp" are near each other, all others are not. */
const embedding: EmbeddingModel = {
  space: { model: 'letters', revision: '1', dimensions: 2, prefixes: 'none' },
  embed: async (texts) => texts.map((text) => Float32Array.from(/lamp/i.test(text) ? [0.8, 0.6] : [1, 0])),
};
const request: AnswerRequest = {
  question: 'How much does the lamp cost?',
  reader: { tenant: 'demo', access: ['public'] },
  filters: {},
  maxSentences: 1,
  caller: 'test',
};
const state: CacheState = { generation: 'g', epoch: 1, prompt: 'p@1', model: 'm' };
const answer = { confidence: 0.9 } as Answer;

async function cacheWith(cosine = 0.9, revision = '1', now = () => 0) {
  const cache = new SemanticCache({
    embedding,
    thresholds: [{ space: { model: 'letters', revision }, cosine, errorRate: 0.01, pairs: 100 }],
    bounds: { maxEntries: 10, maxUnits: 100_000, maxAgeMs: 1_000 },
    maxPerPartition: 2,
    now,
  });
  await cache.store(request, state, answer);
  return cache;
}
const other = (question: string): AnswerRequest => ({ ...request, question });

describe('answers to questions in other words', () => {
  it('are found where cosine and guard agree', async () => {
    expect(await (await cacheWith()).find(other('What is the price of the lamp?'), state)).toBeUndefined();
    expect(await (await cacheWith()).find(other('Hello, how much does the lamp cost, please?'), state)).toBe(answer);
  });

  it.each<[string, AnswerRequest, CacheState, number, string]>([
    ['the guard sees another thing', other('How much does the lamp table cost?'), state, 0.9, '1'],
    ['the tenant differs', { ...request, reader: { tenant: 'x', access: ['public'] } }, state, 0.9, '1'],
    ['the rights differ', { ...request, reader: { tenant: 'demo', access: ['role:a'] } }, state, 0.9, '1'],
    ['the generation differs', request, { ...state, generation: 'h' }, 0.9, '1'],
    ['the documents changed', request, { ...state, epoch: 2 }, 0.9, '1'],
    ['the threshold is of another revision', request, state, 0.9, '2'],
  ])('are not found where %s', async (_title, asked, at, cosine, revision) => {
    expect(await (await cacheWith(cosine, revision)).find(asked, at)).toBeUndefined();
  });

  it.each<[number, Answer | undefined]>([
    [1.1, undefined],
    [0.95, answer],
  ])('are held to the least cosine of the tenant: %s', async (minimumCosine, expected) => {
    const near = other('Hello, how much does the lamp cost, please?');
    const cache = await cacheWith(0.9);
    expect(await cache.find(near, state, { minimumCosine })).toBe(expected);
  });

  it('grow old by themselves, however often another question is kept beside them', async () => {
    let nowMs = 0;
    const cache = await cacheWith(0.9, '1', () => nowMs);
    nowMs = 900;
    await cache.store(other('Is the lamp red?'), state, answer);
    nowMs = 1_001;
    expect(await cache.find(request, state)).toBeUndefined();
    expect(await cache.find(other('Is the lamp red?'), state, { maxAgeMs: 101 })).toBe(answer);
    expect(await cache.find(other('Is the lamp red?'), state, { maxAgeMs: 100 })).toBeUndefined();
  });

  it('are bounded per partition, the oldest leaving first', async () => {
    const cache = await cacheWith();
    await cache.store(other('Is the lamp red?'), state, answer);
    await cache.store(other('Is the lamp blue?'), state, answer);
    expect(await cache.find(request, state)).toBeUndefined();
    expect(await cache.find(other('Is the lamp blue?'), state)).toBe(answer);
  });
});

describe('the threshold of a space', () => {
  it.each([
    [0, 0.95],
    [0.2, 0.9],
    [0.6, 0.7],
  ])('lets at most a share of %s of different pairs through', (errorRate, above) => {
    const different = [0.5, 0.95, 0.9, 0.8, 0.7];
    const threshold = cosineThreshold(different, errorRate);
    expect(threshold).toBeGreaterThan(above);
    expect(different.filter((cosine) => cosine >= threshold).length / different.length).toBeLessThanOrEqual(errorRate);
  });
});
