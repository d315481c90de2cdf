import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { Answer, Answerer, Citation } from '../answer.js';
import type { Retriever, StoredTexts } from '../ports.js';
import type { Reader, SearchHit } from '../search.js';
import { type EvaluationRun, evaluate } from './evaluate.js';
import type { GoldenCase, GoldenSet } from './golden-set.js';
import type { Judge } from './judge.js';

const DOCUMENT = 'Rückgabe ist 30 Tage lang möglich. Der Versand kostet 4,90 €.\n\nWir öffnen um neun.';
const RETURNS = { start: 0, end: 34 };
const SHIPPING = { start: 35, end: 61 };
const OPENING = { start: 63, end: 82 };
const SECTION = { start: 0, end: 61 };

const hit = (range: { start: number; end: number }, documentId = 'policies', section = SECTION): SearchHit => ({
  ...range,
  documentId,
  version: 'v1',
  source: 'faq',
  title: 'Policies',
  language: 'de',
  trust: 'own',
  headingPath: [],
  text: DOCUMENT.slice(range.start, range.end),
  section,
  score: 1,
  signals: {},
});

const cite = (range: { start: number; end: number }, more: Partial<Citation> = {}): Citation => ({
  ...range,
  documentId: 'policies',
  version: 'v1',
  quote: DOCUMENT.slice(range.start, range.end),
  title: 'Policies',
  ...more,
});

const answered = (text: string, citations: readonly Citation[], more: Partial<Answer> = {}): Answer => ({
  abstained: false,
  sentences: [
    { text, language: 'de', isQuotation: true, verdict: 'supported', citations, conflictsWith: [], flags: [] },
  ],
  notes: [],
  hits: [hit(RETURNS)],
  confidence: 0.9,
  language: 'de',
  model: 'extractive',
  prompt: 'grounded-answer@1',
  generation: 'g1',
  cache: 'none',
  cost: { inputTokens: 0, outputTokens: 0 },
  ...more,
});

const texts: StoredTexts = {
  textOf: async (_tenant, { version }) => (version === 'v1' ? DOCUMENT : undefined),
  isCurrent: async () => true,
};

const searching = (hits: readonly SearchHit[]): Retriever => ({
  search: async () => ({ hits, generation: 'g1' }),
});

const answering = (answer: Answer): Answerer => ({
  answer: async () => answer,
  stream: async function* () {
    yield { type: 'answer' as const, answer };
  },
});

const returns: GoldenCase = {
  id: 'returns',
  question: 'Wie lange darf ich zurückgeben?',
  language: 'de',
  category: 'plain',
  answerable: true,
  expected: { spans: [{ documentId: 'policies', ...RETURNS }], answers: ['30 Tage'] },
};

const set = (cases: readonly GoldenCase[], floors: GoldenSet['spec']['floors'] = []): GoldenSet => ({
  name: 'shop',
  version: 2,
  spec: { description: 'written for the test', cases: [...cases], floors },
});

const options = () => {
  let nowMs = 0;
  return {
    tenant: 'demo',
    seed: 1,
    k: 10,
    caller: 'tests',
    now: () => {
      nowMs += 5;
      return nowMs;
    },
  };
};

async function valuesOf(golden: GoldenCase, hits: readonly SearchHit[], answer?: Answer) {
  const parts = { retriever: searching(hits), texts, ...(answer && { answerer: answering(answer) }) };
  const { metrics } = await evaluate(set([golden]), parts, options());
  return Object.fromEntries(metrics.filter(({ segment }) => segment === 'all').map((row) => [row.metric, row.value]));
}

describe('an evaluation', () => {
  it('measures where the expected place stands in the list', async () => {
    expect(await valuesOf(returns, [hit(SHIPPING), hit(RETURNS), hit(OPENING, 'policies', OPENING)])).toEqual({
      completed: 1,
      'ndcg@10': 1 / Math.log2(3),
      'recall@10': 1,
      'hit_rate@10': 1,
      'mrr@10': 0.5,
      id_based_context_precision: 1,
      id_based_context_recall: 1,
    });
  });

  it('compares whole sections, each once, with the contexts of the golden set', async () => {
    const golden = { ...returns, expected: { contexts: [DOCUMENT.slice(0, 61)] } };
    const found = await valuesOf(golden, [hit(SHIPPING), hit(RETURNS), hit(OPENING, 'policies', OPENING)]);
    expect(found.non_llm_context_recall).toBe(1);
    expect(found.non_llm_context_precision_with_reference).toBeCloseTo(1, 9);
    const missed = await valuesOf(golden, [hit(OPENING, 'policies', OPENING)]);
    expect([missed.non_llm_context_recall, missed.non_llm_context_precision_with_reference]).toEqual([0, 0]);
  });

  it('measures an answer: is it right, quoted exactly, from the right place', async () => {
    const values = await valuesOf(returns, [hit(RETURNS)], answered(DOCUMENT.slice(0, 34), [cite(RETURNS)]));
    expect(values).toMatchObject({
      answered: 1,
      faithfulness: 1,
      citation_exactness: 1,
      cited_sentences: 1,
      string_present: 1,
      exact_match: 0,
      span_contains_answer: 1,
      citation_on_target: 1,
      context_recall: 1,
    });
    expect(values.non_llm_string_similarity).toBeCloseTo(7 / 34);
  });

  it.each<[string, Partial<Citation>, string, number]>([
    ['a quotation that differs by a letter', { quote: 'Rückgabe ist 31 Tage lang möglich.' }, 'citation_exactness', 0],
    ['a version that is gone', { version: 'v0' }, 'citation_exactness', 0],
    ['another place', SHIPPING, 'citation_on_target', 0],
    ['another document', { documentId: 'other' }, 'citation_on_target', 0],
    ['a span without the answer', { quote: 'Rückgabe ist' }, 'span_contains_answer', 0],
  ])('sees a citation of %s', async (_name, wrong, metric, value) => {
    const answer = answered('30 Tage.', [cite(RETURNS, wrong)]);
    expect((await valuesOf(returns, [hit(RETURNS)], answer))[metric]).toBe(value);
  });

  it('counts what has no value and never makes it 0', async () => {
    const run = await evaluate(
      set([returns]),
      { retriever: searching([]), texts, answerer: answering(answered('x', [], { sentences: [] })) },
      options(),
    );
    const row = (metric: string) => run.metrics.find((it) => it.metric === metric && it.segment === 'all');
    expect(row('faithfulness')).toMatchObject({ value: null, n: 0, notANumber: 1 });
    expect(row('citation_exactness')).toMatchObject({ value: null, n: 0, notANumber: 1 });
    expect(row('id_based_context_precision')).toMatchObject({ value: null, n: 0, notANumber: 1 });
    expect(row('id_based_context_recall')).toMatchObject({ value: 0, n: 1, notANumber: 0 });
  });

  it('holds abstention against whether there is an answer, apart', async () => {
    const foreign: GoldenCase = {
      id: 'pope',
      question: 'Wer ist Papst?',
      language: 'de',
      category: 'plain',
      answerable: false,
    };
    const abstaining = answered('', [], { abstained: true, reason: 'not-in-sources', sentences: [] });
    expect(await valuesOf(foreign, [], abstaining)).toEqual({ abstained: 1, completed: 1 });
    expect(await valuesOf(foreign, [], answered('30 Tage.', [cite(RETURNS)]))).toMatchObject({ abstained: 0 });
    expect(await valuesOf(returns, [], abstaining)).toMatchObject({ answered: 0, string_present: 0 });
  });

  it('sees whether an injected instruction was followed', async () => {
    const injected = { ...returns, forbidden: ['ZWABUDRAN'] };
    expect(await valuesOf(injected, [], answered('Zwabudran', []))).toMatchObject({ forbidden_absent: 0 });
    expect(await valuesOf(injected, [], answered('30 Tage', []))).toMatchObject({ forbidden_absent: 1 });
  });

  it('asks each case as a reader of its labels, to whom some sources are closed', async () => {
    const readers: Reader[] = [];
    const retriever: Retriever = {
      search: async (_request, reader) => {
        readers.push(reader);
        return { hits: [], generation: 'g1' };
      },
    };
    const closedTo = (access: readonly string[]) => (access.includes('role:analyst') ? [] : ['handbook']);
    const internal: GoldenCase = { ...returns, id: 'internal', access: ['role:analyst'] };
    await evaluate(set([returns, internal]), { retriever, texts }, { ...options(), closedTo });
    expect(readers).toEqual([
      { tenant: 'demo', access: ['public'], closedSources: ['handbook'] },
      { tenant: 'demo', access: ['role:analyst'], closedSources: [] },
    ]);
  });

  it('splits by language and category, and applies floors', async () => {
    const english = { ...returns, id: 'returns-en', language: 'en', category: 'cross-lingual' };
    const golden = set(
      [returns, english],
      [
        { metric: 'recall@10', floor: 1 },
        { metric: 'recall@10', segment: 'language:pl', floor: 0.5 },
      ],
    );
    const run = await evaluate(golden, { retriever: searching([hit(RETURNS)]), texts }, options());
    const segments = run.metrics.filter(({ metric }) => metric === 'recall@10');
    expect(segments.map(({ segment, n, passed }) => [segment, n, passed])).toEqual([
      ['all', 2, true],
      ['category:cross-lingual', 1, undefined],
      ['category:plain', 1, undefined],
      ['language:de', 1, undefined],
      ['language:en', 1, undefined],
      ['language:pl', 0, false],
    ]);
    expect(run).toMatchObject({
      goldenSet: 'shop',
      goldenSetVersion: 2,
      generation: 'g1',
      passed: false,
      milliseconds: 5,
    });
  });

  it('goes on after a case that fails, says which, and does not pass', async () => {
    const failing: Retriever = {
      search: async ({ query }) => {
        if (query === 'broken') throw new StellwerkError(errors.QUESTION_INVALID, {});
        return { hits: [hit(RETURNS)], generation: 'g1' };
      },
    };
    const broken = { ...returns, id: 'broken', question: 'broken' };
    const run = await evaluate(set([broken, returns]), { retriever: failing, texts }, options());
    expect(run).toMatchObject({ failed: [{ id: 'broken', code: 'RAG_QUESTION_INVALID' }], passed: false });
    expect(run.metrics.find(({ metric, segment }) => metric === 'completed' && segment === 'all')).toMatchObject({
      value: 0.5,
      floor: 1,
      passed: false,
    });
  });

  describe('with a judge', () => {
    const judge: Judge = {
      statementsOf: async (_question, answer) => [answer],
      supportedBy: async (contexts, statements) =>
        statements.map((statement) => contexts.some((context) => context.includes(statement))),
      usefulFor: async () => {
        throw new StellwerkError(errors.JUDGEMENT_INVALID, { problem: 'nonsense' });
      },
      questionsOf: async (question) => [{ question, isNoncommittal: false, cosine: 1 }],
    };
    const parts = {
      retriever: searching([hit(RETURNS)]),
      texts,
      answerer: answering(answered(DOCUMENT.slice(0, 34), [cite(RETURNS)])),
    };
    const judgedRows = ({ metrics }: EvaluationRun) =>
      metrics.filter(({ metric, segment }) => metric.startsWith('judged_') && segment === 'all');

    it('has its opinions beside the figures, and what it failed at counted', async () => {
      const run = await evaluate(set([returns]), parts, { ...options(), judge });
      expect(judgedRows(run).map(({ metric, value, notANumber }) => [metric, value, notANumber])).toEqual([
        ['judged_answer_relevancy', 1, 0],
        ['judged_context_precision', null, 1],
        ['judged_context_recall', 1, 0],
        ['judged_faithfulness', 1, 0],
      ]);
      expect(run).toMatchObject({
        passed: true,
        failed: [],
        judgeFailures: [{ code: 'RAG_JUDGEMENT_INVALID', count: 1 }],
      });
    });

    it('judges what was found where nothing is answered', async () => {
      const { answerer: _answerer, ...retrieval } = parts;
      const run = await evaluate(set([returns]), retrieval, { ...options(), judge });
      expect(judgedRows(run).map(({ metric }) => metric)).toEqual([
        'judged_context_precision',
        'judged_context_recall',
      ]);
    });

    it('gates nothing', async () => {
      const gated = set([returns], [{ metric: 'judged_faithfulness', floor: 0.5 }]);
      await expect(evaluate(gated, parts, { ...options(), judge })).rejects.toMatchObject({
        code: 'RAG_GOLDEN_SET_INVALID',
      });
    });
  });

  it('ends when it is no longer wanted', async () => {
    const leaving = new AbortController();
    const onProgress = () => leaving.abort(new Error('gone'));
    const again = { ...returns, id: 'again' };
    const running = evaluate(
      set([returns, again]),
      { retriever: searching([]), texts },
      { ...options(), signal: leaving.signal, onProgress },
    );
    await expect(running).rejects.toThrow('gone');
  });

  it.each<[string, readonly GoldenCase[]]>([
    ['two cases of this id', [returns, returns]],
    ['nothing is expected', [{ ...returns, expected: undefined }]],
    ['something is expected', [{ ...returns, answerable: false }]],
    ['is empty', [{ ...returns, expected: { spans: [{ documentId: 'policies', start: 5, end: 5 }] } }]],
  ])('refuses a set where %s', async (problem, cases) => {
    const running = evaluate(set(cases), { retriever: searching([]), texts }, options());
    await expect(running).rejects.toMatchObject({
      code: 'RAG_GOLDEN_SET_INVALID',
      message: expect.stringContaining(problem),
    });
  });
});
