import { createAnswerer } from '../answers/answerer.js';
import { shippedPrompt } from '../answers/prompt/shipped.js';
import { smallGuard, smallKnowledge } from '../answers/testing/small-knowledge.js';
import type { AnswerRequest } from '../domain/answer.js';
import { createCachedAnswerer } from './cached-answerer.js';
import { ExactCache } from './exact-cache.js';
import { type CacheState, exactKey } from './key.js';
import type { CacheLimits } from './limits.js';

const request: AnswerRequest = {
  question: 'Within how many days can goods be returned?',
  reader: { tenant: 'demo', access: ['public', 'role:analyst'] },
  filters: { sources: ['faq'], tags: { brand: ['a', 'b'] } },
  maxSentences: 3,
  caller: 'test',
};
const state: CacheState = { generation: 'words', epoch: 4, prompt: 'grounded-answer@3', model: 'extractive' };
const bounds = { maxEntries: 100, maxUnits: 1_000_000, maxAgeMs: 1_000 };

describe('the key of a kept answer', () => {
  it.each<[string, Partial<AnswerRequest>, Partial<CacheState>]>([
    ['tenant', { reader: { tenant: 'other', access: request.reader.access } }, {}],
    ['access', { reader: { tenant: 'demo', access: ['public'] } }, {}],
    ['closed source', { reader: { ...request.reader, closedSources: ['faq'] } }, {}],
    ['question', { question: 'Within how many days can goods be exchanged?' }, {}],
    ['source', { filters: { sources: ['web'] } }, {}],
    ['tag', { filters: { ...request.filters, tags: { brand: ['a'] } } }, {}],
    ['language', { language: 'de' }, {}],
    ['tone', { tone: 'formal' }, {}],
    ['length', { maxSentences: 1 }, {}],
    ['generation', {}, { generation: 'e5-2' }],
    ['epoch', {}, { epoch: 5 }],
    ['prompt', {}, { prompt: 'grounded-answer@4' }],
    ['model', {}, { model: 'm' }],
  ])('differs with another %s', (_what, other, otherState) => {
    expect(exactKey({ ...request, ...other }, { ...state, ...otherState })).not.toBe(exactKey(request, state));
  });

  it('does not depend on blanks, the order of labels, or who asks', () => {
    const same: AnswerRequest = {
      ...request,
      question: '  Within how many  days can goods be returned?\n',
      reader: { tenant: 'demo', access: ['role:analyst', 'public', 'public'] },
      filters: { tags: { brand: ['b', 'a'] }, sources: ['faq'] },
      caller: 'another',
    };
    expect(exactKey(same, state)).toBe(exactKey(request, state));
  });
});

describe('kept answers', () => {
  const text = 'Goods can be returned within 30 days of delivery.';

  function cached(limits: CacheLimits = {}) {
    let searches = 0;
    const knowledge = smallKnowledge([{ id: 'returns', text }]);
    const clock = { now: 0 };
    const current = { ...state };
    const answerer = createAnswerer({
      texts: knowledge.texts,
      retriever: {
        search(...asked) {
          searches++;
          return knowledge.retriever.search(...asked);
        },
      },
      guard: smallGuard(),
      prompt: { name: 'grounded-answer', version: '3', spec: shippedPrompt },
      abstention: [{ embedding: null, bias: -2, weights: { 'section-coverage': 5 }, threshold: 0.5 }],
      deadline: (timeoutMs) => AbortSignal.timeout(timeoutMs),
    });
    const exact = new ExactCache(bounds, () => clock.now);
    const whole = createCachedAnswerer({
      answerer,
      exact,
      texts: knowledge.texts,
      stateOf: async () => ({ ...current }),
      limits,
    });
    const ask = (rest: Partial<AnswerRequest> = {}) => whole.answer({ ...request, ...rest }, { requestId: 'r' });
    return { ask, whole, knowledge, clock, current, exact, searches: () => searches };
  }

  it('are given again without a search, at no cost, and say so', async () => {
    const { ask, searches } = cached();
    const first = await ask();
    const second = await ask();
    expect([first.cache, second.cache, searches()]).toEqual(['none', 'exact', 1]);
    expect(second).toEqual({ ...first, cache: 'exact' });
  });

  it.each<[string, (parts: ReturnType<typeof cached>) => void]>([
    ['the documents changed', ({ current }) => Object.assign(current, { epoch: 5 })],
    ['their time is over', ({ clock }) => Object.assign(clock, { now: 1_001 })],
  ])('are not given when %s', async (_what, change) => {
    const parts = cached();
    await parts.ask();
    change(parts);
    expect((await parts.ask()).cache).toBe('none');
  });

  it.each([
    ['the shorter time of the tenant', 500, 501],
    ['the time that the cache keeps anything', 5_000, 1_001],
  ])('are not given after %s', async (_what, maxAgeMs, now) => {
    const { ask, clock } = cached({ maxAgeMs });
    await ask();
    clock.now = now - 1;
    expect((await ask()).cache).toBe('exact');
    clock.now = now;
    expect((await ask()).cache).toBe('none');
  });

  it('are not given to readers with other rights', async () => {
    const { ask } = cached();
    await ask();
    expect((await ask({ reader: { tenant: 'demo', access: ['public'] } })).cache).toBe('none');
    expect(await ask({ reader: { tenant: 'other', access: request.reader.access } })).toMatchObject({
      abstained: true,
    });
  });

  it('are dropped when a cited document was erased', async () => {
    const { ask, knowledge } = cached();
    await ask();
    knowledge.stored.clear();
    expect(await ask()).toMatchObject({ cache: 'none', abstained: true });
  });

  it('stay within their bounds, the least used leaving first', async () => {
    const { ask, exact, searches } = cached();
    await ask();
    for (let length = 1; length <= 20; length++) {
      await ask({ maxSentences: length });
      await ask();
    }
    expect(exact.size).toBeLessThanOrEqual(bounds.maxEntries);
    expect(searches()).toBe(20);
  });

  it('are streamed as fresh ones are', async () => {
    const { ask, whole } = cached();
    const { sentences } = await ask();
    const types: string[] = [];
    for await (const event of whole.stream(request, { requestId: 'r' })) types.push(event.type);
    expect(types).toEqual([...sentences.map(() => 'sentence'), 'answer']);
  });
});
