import type { AddressInfo } from 'node:net';
import { startTestService, type TestService } from '@stellwerk/service/testing';
import { generationName } from '../domain/generation.js';
import type { GenerationStanding } from '../generations/reembedding.js';
import { HashEmbedding } from '../testing/hash-embedding.js';
import { controlOf, documentOf, NOW, secretOf } from '../testing/knowledge-module.js';
import {
  hashTools,
  newTestState,
  openTestIndex,
  removeTestState,
  type TestState,
  testDocument,
} from '../testing/test-index.js';
import { upkeepModule } from '../testing/upkeep-module.js';

const NUMBERS = Array.from({ length: 20 }, (_, at) => 'abcdefghijklmnopqrst'.charAt(at).repeat(4));
const sentence = (word: string) => `Parcel ${word} arrives on the day ${word}.`;
const goldenSet = {
  description: 'written for the test',
  cases: NUMBERS.map((word) => ({
    id: word,
    question: sentence(word),
    language: 'en',
    category: 'plain',
    answerable: true,
    expected: { documentIds: [word] },
  })),
  floors: [],
};
const doors = [
  ['GET', '/v1/generations'],
  ['POST', '/v1/generations'],
  ['POST', '/v1/generations/rollback'],
  ['POST', '/v1/generations/any/comparison'],
  ['POST', '/v1/generations/any/switch'],
  ['POST', '/v1/upkeep'],
  ['POST', '/v1/upkeep/repair'],
] as const;

describe('the doors that keep the index', () => {
  const embeddings = new HashEmbedding(16, '2');
  const failures: unknown[] = [];
  const tools = hashTools(embeddings, 2);
  const next = generationName(tools.generation);
  let state: TestState;
  let index: ReturnType<typeof openTestIndex>;
  let first: string;
  let service: TestService;
  let url: string;

  beforeEach(async () => {
    failures.length = 0;
    embeddings.onCall = () => {};
    state = newTestState();
    index = openTestIndex(state);
    index.addTools(tools);
    await index.start(index.first);
    first = generationName(index.first);
    await index.ingestion.ingest(NUMBERS.map((word) => testDocument(word, sentence(word))));
    service = await startTestService({
      name: 'rag',
      module: upkeepModule({ state, index, wanted: tools.generation, failures }),
      config: {},
      clock: () => NOW,
      documents: [
        ...controlOf('demo', {
          staff: ['viewer', 'analyst', 'marketer', 'approver', 'privacy-officer'],
          root: ['admin'],
        }),
        ...controlOf('other', {}),
        documentOf('golden-set', 'demo', 'shop', goldenSet),
      ],
    });
    await service.app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(service.app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await service.close();
    await index.close();
    removeTestState(state);
  });

  const call = async (method: string, path: string, body: object = {}, token = 'root') => {
    const reply = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${secretOf(token)}`, 'content-type': 'application/json' },
      ...(method !== 'GET' && { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: tests say what they expect of it
    return { status: reply.status, json: (await reply.json()) as any };
  };
  const post = (path: string, body?: object) => call('POST', path, body);
  const standings = async (): Promise<GenerationStanding[]> => (await call('GET', '/v1/generations')).json.generations;
  const states = async () => Object.fromEntries((await standings()).map(({ name, state: of }) => [name, of]));
  const filled = async () => {
    for (;;) if ((await standings()).every(({ isFilling }) => !isFilling)) return;
  };
  const points = () => index.generations.live().points('demo');

  it.each(doors)('are for admins alone: %s %s', async (method, path) => {
    const { status, json } = await call(method, path, { tenant: 'demo' }, 'staff');
    expect([status, json.code]).toEqual([403, 'SVC_FORBIDDEN']);
    expect((await call(method, path, { tenant: 'demo' }, 'nobody')).status).toBe(401);
  });

  it('let another generation serve once it is filled and compared, and go back by one call', async () => {
    expect((await post('/v1/generations')).json).toEqual({ name: next, isNew: true });
    await filled();
    expect(await standings()).toEqual([
      expect.objectContaining({ name: first, state: 'live', expected: 20, present: 20, owed: 0 }),
      expect.objectContaining({ name: next, state: 'building', expected: 20, present: 20, owed: 0 }),
    ]);
    expect((await post(`/v1/generations/${next}/switch`)).json.code).toBe('RAG_GENERATION_NOT_GOOD');
    const compared = await post(`/v1/generations/${next}/comparison`);
    expect(compared).toMatchObject({ status: 200, json: { queries: 20, isHeld: true, reasons: [] } });
    expect(await states()).toEqual({ [first]: 'live', [next]: 'shadow' });
    const switched = await post(`/v1/generations/${next}/switch`);
    expect(switched).toMatchObject({ status: 200, json: { name: next, state: 'live' } });
    expect(await states()).toEqual({ [first]: 'retired', [next]: 'live' });
    expect((await post('/v1/generations')).json).toEqual({ name: next, isNew: false });
    const back = await post('/v1/generations/rollback');
    expect(back).toMatchObject({ status: 200, json: { name: first, state: 'live' } });
    expect(await states()).toEqual({ [first]: 'live', [next]: 'retired' });
    expect(failures).toEqual([]);
  });

  it('keep a generation from serving until it is complete, whatever its comparison says', async () => {
    let calls = 0;
    embeddings.onCall = () => {
      if (calls++ > 2) throw new Error('the model is away');
    };
    await post('/v1/generations');
    await filled();
    embeddings.onCall = () => {};
    expect(failures).toHaveLength(1);
    const [, building] = await standings();
    expect(building?.owed).toBeGreaterThan(0);
    await post(`/v1/generations/${next}/comparison`);
    const refused = await post(`/v1/generations/${next}/switch`);
    expect([refused.status, refused.json.code]).toEqual([409, 'RAG_GENERATION_INCOMPLETE']);
    expect((await states())[first]).toBe('live');
    await post('/v1/generations');
    await filled();
    await post(`/v1/generations/${next}/comparison`);
    expect((await post(`/v1/generations/${next}/switch`)).status).toBe(200);
  });

  it.each(['/v1/generations/none-such/switch', '/v1/generations/none-such/comparison', '/v1/generations/rollback'])(
    'know no generation that is not there: %s',
    async (path) => {
      const { status, json } = await post(path);
      expect([status, json.code]).toEqual([404, 'RAG_GENERATION_UNKNOWN']);
    },
  );

  it('do what is due, once', async () => {
    await post('/v1/generations');
    await filled();
    await post(`/v1/generations/${next}/comparison`);
    await post(`/v1/generations/${next}/switch`);
    await index.ingestion.ingest([testDocument('aaaa', 'Parcel aaaa is lost.')]);
    state.clock.ms += 3_600_001;
    expect((await post('/v1/upkeep')).json).toEqual({ versions: 1, texts: 0, expired: 0, generations: [first] });
    expect((await post('/v1/upkeep')).json).toEqual({ versions: 0, texts: 0, expired: 0, generations: [] });
  });

  it('write again what the engine lost of a tenant, and nothing else', async () => {
    const [lost] = (await points().scroll()[Symbol.asyncIterator]().next()).value ?? [];
    await points().deletePoints([lost?.id ?? '']);
    const { status, json } = await post('/v1/upkeep/repair', { tenant: 'demo' });
    expect([status, json]).toEqual([200, { documents: 1, written: 1, removed: 0 }]);
    expect(await points().count()).toBe(20);
    const again = await post('/v1/upkeep/repair', { tenant: 'demo' });
    expect(again.json).toEqual({ documents: 0, written: 0, removed: 0 });
  });

  it.each([
    [{ tenant: 'other' }, 403, 'SVC_TENANT_FORBIDDEN'],
    [{}, 400, expect.any(String)],
    [{ tenant: 'demo', source: 'faq' }, 400, expect.any(String)],
  ])('repair no more than a tenant of the token: %j', async (body, expected, code) => {
    const { status, json } = await post('/v1/upkeep/repair', body);
    expect([status, json.code]).toEqual([expected, code]);
  });
});
