import type { ControlDocument, ControlKind, KnowledgeSettingsSpec } from '@stellwerk/contracts';
import { shippedPrompt } from '../answers/prompt/shipped.js';
import { scriptedChat } from '../answers/testing/scripted-chat.js';
import { smallKnowledge } from '../answers/testing/small-knowledge.js';
import { ExactCache } from '../cache/exact-cache.js';
import { SemanticCache } from '../cache/semantic-cache.js';
import type { AnswerRequest } from '../domain/answer.js';
import { documentOf } from '../testing/knowledge-module.js';
import { TenantAnswers } from './tenant-answers.js';
import { TenantGuard } from './tenant-guard.js';

const RETURNS = 'Goods can be returned within 30 days of delivery.';
const request: AnswerRequest = {
  question: 'Within how many days can goods be returned?',
  reader: { tenant: 'demo', access: ['public'] },
  filters: {},
  maxSentences: 3,
  caller: 'shop',
};
const settings: KnowledgeSettingsSpec = {
  answers: 'generated',
  cache: { exact: true, semantic: false, ttlSeconds: 60 },
};
const route = (...models: readonly string[]) => ({
  useCase: 'answers',
  models: models.map((model) => ({ model, baseUrl: 'http://127.0.0.1:9/v1' })),
});

/** Answers of the tenant `demo` under documents that a test changes as `stellwerk apply` would. */
function tenantAnswers() {
  const documents = new Map<string, ControlDocument>();
  const put = (kind: ControlKind, name: string, spec: object, tenant = 'demo') => {
    const key = `${kind}/${tenant}/${name}`;
    documents.set(key, documentOf(kind, tenant, name, spec, (documents.get(key)?.version ?? 0) + 1));
  };
  const control = {
    get: (kind: ControlKind, tenant: string, name: string) => documents.get(`${kind}/${tenant}/${name}`),
    all: (kind: ControlKind) => [...documents.values()].filter((document) => document.kind === kind),
  } as ConstructorParameters<typeof TenantAnswers>[0]['control'];
  const clock = { ms: 0 };
  const { chat } = scriptedChat([`${RETURNS} [1]`]);
  const { retriever, texts } = smallKnowledge([{ id: 'returns', text: RETURNS }]);
  const bounds = { maxEntries: 100, maxUnits: 1_000_000, maxAgeMs: 1e9 };
  const space = { model: 'alike', revision: '1', dimensions: 2, prefixes: 'none' } as const;
  const semantic = new SemanticCache({
    embedding: { space, embed: async (asked) => asked.map(() => Float32Array.from([1, 0])) },
    thresholds: [{ space, cosine: 0.9, errorRate: 0.01, pairs: 100 }],
    ...{ bounds, maxPerPartition: 10, now: () => clock.ms },
  });
  const answers = new TenantAnswers({
    control,
    guard: new TenantGuard(control, () => clock.ms),
    models: { chat, hasRoute: () => control.all('model-route').length > 0 },
    retriever,
    texts,
    exact: new ExactCache(bounds, () => clock.ms),
    semantic: () => semantic,
    abstention: [{ embedding: null, bias: -2, weights: { 'section-coverage': 5 }, threshold: 0.5 }],
    served: () => ({ generation: 'words', epoch: 1 }),
    deadline: (timeoutMs) => AbortSignal.timeout(timeoutMs),
  });
  const ask = () => answers.answer(request, { requestId: 'r' });
  return { ask, clock, put };
}

describe("a tenant's answers", () => {
  it('are quotations until settings and a route say otherwise', async () => {
    const { ask, put } = tenantAnswers();
    const models = [(await ask()).model];
    put('knowledge-settings', 'default', settings);
    models.push((await ask()).model);
    put('model-route', 'answers', route('small'));
    models.push((await ask()).model);
    expect(models).toEqual(['extractive', 'extractive', 'scripted-1']);
  });

  it('are kept for as long as the settings say', async () => {
    const { ask, clock, put } = tenantAnswers();
    put('knowledge-settings', 'default', { ...settings, answers: 'extractive' });
    const caches: string[] = [];
    for (const ms of [0, 60_000, 60_001]) {
      clock.ms = ms;
      caches.push((await ask()).cache);
    }
    expect(caches).toEqual(['none', 'exact', 'none']);
  });

  it.each([
    [true, false, 'exact'],
    [true, true, 'exact'],
    [false, true, 'semantic'],
    [false, false, 'none'],
  ])(
    'are kept word for word (%s) and by likeness (%s) as the settings say: %s',
    async (exact, byLikeness, expected) => {
      const { ask, put } = tenantAnswers();
      const cache = { exact, semantic: byLikeness, ttlSeconds: 60 };
      put('knowledge-settings', 'default', { answers: 'extractive', cache });
      await ask();
      expect((await ask()).cache).toBe(expected);
    },
  );

  it.each<[string, (put: ReturnType<typeof tenantAnswers>['put']) => void]>([
    ['least trust', (put) => put('knowledge-settings', 'default', { ...settings, minimumTrust: 'own' })],
    ['weights', (put) => put('knowledge-settings', 'default', { ...settings, diversity: 0.5 })],
    ['re-ranker', (put) => put('model-route', 'rerank', { ...route('cross-encoder'), useCase: 'search' })],
    ['model', (put) => put('model-route', 'answers', route('large'))],
  ])('are made anew under another %s', async (_what, change) => {
    const { ask, put } = tenantAnswers();
    put('knowledge-settings', 'default', settings);
    put('model-route', 'answers', route('small'));
    const before = [(await ask()).cache, (await ask()).cache];
    change(put);
    expect([...before, (await ask()).cache]).toEqual(['none', 'exact', 'none']);
  });

  it('are written by the models that no switch stops, and quoted where all are stopped', async () => {
    const { ask, put } = tenantAnswers();
    put('knowledge-settings', 'default', settings);
    put('model-route', 'answers', route('small', 'large'));
    const models: string[] = [];
    for (const model of ['small', 'large']) {
      put('kill-switch', model, { on: true, model, reason: 'a test' });
      models.push((await ask()).model);
    }
    expect(models).toEqual(['scripted-1', 'extractive']);
  });

  it('are refused where a model would be told something else than the settings name', async () => {
    const { ask, put } = tenantAnswers();
    put('knowledge-settings', 'default', { ...settings, prompt: 'polite' });
    expect((await ask()).model).toBe('extractive');
    put('model-route', 'answers', route('small'));
    await expect(ask()).rejects.toMatchObject({ code: 'RAG_PROMPT_INVALID' });
    put('prompt', 'polite', shippedPrompt);
    expect((await ask()).prompt).toBe('polite@1');
  });
});
