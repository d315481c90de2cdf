import type { EmbeddingModel, EmbeddingSpace } from '@stellwerk/models';
import { cosineThresholds } from '../cache/thresholds.js';
import type { Answer, AnswerRequest } from '../domain/answer.js';
import { GenerationCache } from './generation-cache.js';

const shipped = cosineThresholds[0]?.space ?? { model: '', revision: '' };
const spaceOf = (rest: Partial<EmbeddingSpace> = {}): EmbeddingSpace => ({
  ...{ ...shipped, dimensions: 2, prefixes: 'e5' },
  ...rest,
});
const request = (question: string): AnswerRequest => ({
  ...{ question, reader: { tenant: 'demo', access: ['public'] }, filters: {}, maxSentences: 1, caller: 'test' },
});
const state = { generation: 'g', epoch: 1, prompt: 'p@1', model: 'm' };
const answer = { confidence: 0.9 } as Answer;

/** Every question points the same way, except those that say please, which have this cosine with it. */
const embeddingIn = (space: EmbeddingSpace, cosine = 1): EmbeddingModel => ({
  space,
  embed: async (texts) =>
    texts.map((text) => Float32Array.of(...(/please/.test(text) ? [cosine, Math.sqrt(1 - cosine ** 2)] : [1, 0]))),
});

describe('the semantic cache of the generation that serves', () => {
  it('has the threshold that is shipped for its space', async () => {
    const threshold = cosineThresholds[0]?.cosine ?? Number.NaN;
    for (const [cosine, found] of [
      [threshold + 0.001, answer],
      [threshold - 0.001, undefined],
    ] as const) {
      const embedding = embeddingIn(spaceOf(), cosine);
      const cache = new GenerationCache(() => embedding).current();
      await cache?.store(request('How much does the lamp cost?'), state, answer);
      expect(await cache?.find(request('How much does the lamp cost, please?'), state)).toBe(found);
    }
  });

  it.each([
    ['another model', { model: 'bge-m3' }],
    ['other weights of the same model', { revision: 'sha256:0000000000000000' }],
  ])('is not there for %s, for which nothing was measured', (_what, rest) => {
    const embedding = embeddingIn(spaceOf(rest));
    expect(new GenerationCache(() => embedding).current()).toBeUndefined();
  });

  it('stays while its generation serves, and begins empty with another', () => {
    let serving = embeddingIn(spaceOf());
    const caches = new GenerationCache(() => serving);
    const before = caches.current();
    expect(before).toBeDefined();
    expect(caches.current()).toBe(before);
    serving = embeddingIn(spaceOf());
    expect(caches.current()).not.toBe(before);
    serving = embeddingIn(spaceOf({ model: 'bge-m3' }));
    expect(caches.current()).toBeUndefined();
  });
});
