import type { AddressInfo } from 'node:net';
import { createMemoryBus, type MemoryBus } from '@stellwerk/bus';
import { type GoldenSetSpec, ragEvaluated } from '@stellwerk/contracts';
import { startTestService, type TestService } from '@stellwerk/service/testing';
import type { EvaluationView } from '../evaluation-view.js';
import { controlOf, documentOf, knowledgeModule, NOW, secretOf } from '../testing/knowledge-module.js';
import { takeBytes } from './uploads.js';

const VERSION = '3f786850e387550fdab836ed7e6dc881';
const RETURNS = 'Goods can be returned within 30 days of delivery. The refund is paid within 5 working days.';
const MARGINS = 'The margin of stoves is 31 percent of the price.';

const goldenSet: GoldenSetSpec = {
  description: 'written for the test',
  cases: [
    {
      id: 'returns',
      question: 'Within how many days can goods be returned?',
      language: 'en',
      category: 'plain',
      answerable: true,
      expected: { documentIds: ['returns'], answers: ['30 days'] },
    },
    { id: 'pope', question: 'Who is the Pope?', language: 'en', category: 'plain', answerable: false },
  ],
  floors: [{ metric: 'recall@10', floor: 1 }],
};
const [returns] = goldenSet.cases;
const margins: GoldenSetSpec['cases'][number] = {
  id: 'margins',
  question: 'What margin of the price do stoves have?',
  language: 'en',
  category: 'internal',
  answerable: true,
  expected: { documentIds: ['margins'] },
  access: ['role:analyst'],
};

describe('evaluations of a tenant', () => {
  let bus: MemoryBus;
  let service: TestService;
  let url: string;

  beforeAll(async () => {
    bus = createMemoryBus({ now: () => NOW });
    service = await startTestService({
      name: 'rag',
      module: knowledgeModule(
        [
          { id: 'returns', text: RETURNS, version: VERSION, access: ['public'] },
          { id: 'margins', text: MARGINS, version: VERSION, access: ['role:analyst', 'group:board'] },
        ],
        1_000,
      ),
      config: {},
      bus: bus.connect(),
      clock: () => NOW,
      configure: takeBytes,
      documents: [
        ...controlOf('demo', { viewer: ['viewer'], analyst: ['analyst'] }),
        documentOf('golden-set', 'demo', 'shop', goldenSet, 4),
        documentOf('golden-set', 'demo', 'internal', {
          ...goldenSet,
          cases: [{ ...margins, access: ['group:board'] }],
        }),
      ],
    });
    await service.app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(service.app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterAll(() => service.close());

  const evaluate = async (body: object, token = 'analyst') => {
    const reply = await fetch(`${url}/v1/evaluations`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secretOf(token)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: 'demo', ...body }),
    });
    return { status: reply.status, view: (await reply.json()) as EvaluationView & { readonly code?: string } };
  };
  const figureOf = ({ metrics }: EvaluationView, name: string) =>
    metrics.find(({ metric, segment }) => metric === name && segment === 'all')?.value;

  it('by a document: measured, gated and on record', async () => {
    const { status, view } = await evaluate({ goldenSet: 'shop' });
    expect(status).toBe(200);
    expect(view).toMatchObject({
      goldenSet: 'shop',
      goldenSetVersion: 4,
      cases: 2,
      model: 'extractive',
      passed: true,
      failed: [],
      command: 'stellwerk rag eval --tenant demo --set shop --seed 1',
    });
    expect(
      ['recall@10', 'string_present', 'citation_exactness', 'abstained'].map((name) => figureOf(view, name)),
    ).toEqual([1, 1, 1, 1]);
    const recorded = bus.messages(ragEvaluated.type).map(({ value }) => JSON.parse(String(value)));
    const { failed: _failed, regressions: _regressions, ...payload } = view;
    expect(recorded).toEqual([payload]);
  });

  it('by a document ask as the document says, for figures alone leave it', async () => {
    const { status, view } = await evaluate({ goldenSet: 'internal', answers: false });
    expect([status, figureOf(view, 'recall@10')]).toEqual([200, 1]);
    expect(JSON.stringify(view)).not.toContain('31 percent');
  });

  it('by a set of their own see no more than whoever evaluates', async () => {
    const own = await evaluate({ goldenSet: { ...goldenSet, cases: [margins] }, answers: false });
    expect([own.view.goldenSet, figureOf(own.view, 'recall@10')]).toEqual(['file', 1]);
    const asPublic = await evaluate({ goldenSet: { ...goldenSet, cases: [{ ...margins, access: undefined }] } });
    expect([figureOf(asPublic.view, 'recall@10'), asPublic.view.passed]).toEqual([0, false]);
    const asAdmin = await evaluate({ goldenSet: { ...goldenSet, cases: [{ ...margins, access: ['role:admin'] }] } });
    expect([asAdmin.status, asAdmin.view.code]).toEqual([422, 'RAG_GOLDEN_SET_INVALID']);
    expect((await evaluate({ goldenSet: 'shop' }, 'viewer')).status).toBe(403);
  });

  it('are compared with an earlier one of the same set', async () => {
    const { view } = await evaluate({ goldenSet: 'shop', answers: false });
    const metrics = [{ metric: 'ndcg@10', segment: 'all', value: 1, low: null, high: null, n: 1, notANumber: 0 }];
    const same = await evaluate({
      goldenSet: 'shop',
      answers: false,
      baseline: { goldenSet: 'shop', metrics: view.metrics },
    });
    expect(same.view.regressions).toEqual([]);
    const worse = await evaluate({
      goldenSet: { ...goldenSet, cases: [{ ...returns, expected: { documentIds: ['elsewhere'] } }] },
      baseline: { goldenSet: 'file', metrics },
    });
    expect(worse.view.regressions).toMatchObject([{ metric: 'ndcg@10', baseline: 1, value: 0 }]);
    const foreign = await evaluate({ goldenSet: 'shop', baseline: { goldenSet: 'other', metrics } });
    expect(foreign.view.code).toBe('RAG_BASELINE_INVALID');
  });

  it('with harder questions are a set of their own', async () => {
    const { view } = await evaluate({ goldenSet: 'shop', adversarial: true, seed: 3 });
    expect(view).toMatchObject({ goldenSet: 'shop-adversarial', failed: [], seed: 3 });
    expect(figureOf(view, 'forbidden_absent')).toBe(1);
    expect(view.metrics.filter(({ metric }) => metric === 'completed').map(({ segment }) => segment)).toContain(
      'category:adversarial-injection',
    );
  });

  it.each([
    ['a set that nobody wrote', { goldenSet: 'none' }, 404, 'RAG_GOLDEN_SET_UNKNOWN'],
    [
      'a set that contradicts itself',
      { goldenSet: { ...goldenSet, cases: [returns, returns] } },
      422,
      'RAG_GOLDEN_SET_INVALID',
    ],
    ['a judge that no document routes', { goldenSet: 'shop', judge: true }, 422, 'RAG_JUDGE_MISSING'],
    ['no set', { goldenSet: { cases: [] } }, 400, undefined],
  ])('are refused for %s', async (_name, body, status, code) => {
    const refused = await evaluate(body);
    expect(refused.status).toBe(status);
    if (code !== undefined) expect(refused.view.code).toBe(code);
  });
});
