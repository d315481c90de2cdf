import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import type { Answer, Answerer } from '../answer.js';
import type { Retriever, StoredTexts } from '../ports.js';
import type { Reader, SearchFilters, SearchHit } from '../search.js';
import { withFloors } from './gate.js';
import { checkGoldenSet, type GoldenCase, type GoldenSet } from './golden-set.js';
import { type Judge, type JudgedCase, measureJudged } from './judge.js';
import { type CitedTexts, citedKey, measureAnswer } from './measure-answer.js';
import { measureRetrieval } from './measure-retrieval.js';
import type { Measured } from './measured.js';
import { type MeasuredCase, type MetricRow, summarise } from './summarise.js';

export interface EvaluationParts {
  readonly retriever: Retriever;
  readonly texts: StoredTexts;
  /** Absent = retrieval alone. */
  readonly answerer?: Answerer;
}

export interface EvaluationOptions {
  readonly tenant: string;
  /** Of the bootstrap. */
  readonly seed: number;
  /** Hits that are looked at, 1..100. */
  readonly k: number;
  /** Token on whose behalf. */
  readonly caller: string;
  /** Milliseconds, any origin. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
  /** Sources that are closed to a reader of these labels; absent = none is. */
  readonly closedTo?: (access: readonly string[]) => readonly string[];
  /** Judges answers and contexts as well; its figures gate nothing. */
  readonly judge?: Judge;
  /** Told after each case. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** A case that ended in an error. */
export interface FailedCase {
  readonly id: string;
  /** Code of the catalogue, or `error`. */
  readonly code: string;
}

/** How often a judge failed with one code. */
export interface JudgeFailure {
  readonly code: string;
  readonly count: number;
}

/** What an evaluation found. Lower-case names of metrics are RAGAS' where it has one of that name. */
export interface EvaluationRun {
  readonly goldenSet: string;
  readonly goldenSetVersion: number;
  readonly generation: string;
  readonly model: string;
  readonly prompt: string;
  readonly cases: number;
  readonly seed: number;
  readonly metrics: readonly MetricRow[];
  readonly passed: boolean;
  readonly failed: readonly FailedCase[];
  /** Most frequent first; absent where nobody judged. */
  readonly judgeFailures?: readonly JudgeFailure[];
  readonly milliseconds: number;
}

const ANSWER_SENTENCES = 4;

/**
 * Holds retrieval and answers against a golden set, one case after the other. A case that fails counts as not completed, and then
 * the gate is not passed, whatever the others reach.
 * @throws RAG_GOLDEN_SET_INVALID, and the reason of the signal
 */
export async function evaluate(
  golden: GoldenSet,
  parts: EvaluationParts,
  options: EvaluationOptions,
): Promise<EvaluationRun> {
  checkGoldenSet(golden.spec);
  const startedAt = options.now();
  const { cases, floors } = golden.spec;
  const about = { generation: '', model: '', prompt: '' };
  const measured: MeasuredCase[] = [];
  const failed: FailedCase[] = [];
  const judgeFailures = new Map<string, number>();
  const onJudgeFailure = (error: unknown) => {
    const code = codeOf(error);
    judgeFailures.set(code, (judgeFailures.get(code) ?? 0) + 1);
  };
  for (const [at, goldenCase] of cases.entries()) {
    options.signal?.throwIfAborted();
    try {
      const outcome = await evaluateCase(goldenCase, parts, options, onJudgeFailure);
      about.generation = outcome.generation;
      about.model = outcome.answer?.model ?? about.model;
      about.prompt = outcome.answer?.prompt ?? about.prompt;
      measured.push({ golden: goldenCase, measured: { ...outcome.measured, completed: 1 } });
    } catch (error) {
      options.signal?.throwIfAborted();
      failed.push({ id: goldenCase.id, code: codeOf(error) });
      measured.push({ golden: goldenCase, measured: { completed: 0 } });
    }
    options.onProgress?.(at + 1, cases.length);
  }
  const metrics = withFloors(summarise(measured, options.seed), [...floors, { metric: 'completed', floor: 1 }]);
  return {
    goldenSet: golden.name,
    goldenSetVersion: golden.version,
    ...about,
    cases: cases.length,
    seed: options.seed,
    metrics,
    passed: metrics.every(({ passed }) => passed !== false),
    failed,
    ...(options.judge && { judgeFailures: byCount(judgeFailures) }),
    milliseconds: Math.max(0, Math.round(options.now() - startedAt)),
  };
}

const codeOf = (error: unknown): string => (error instanceof StellwerkError ? error.code : 'error');

const byCount = (failures: ReadonlyMap<string, number>): readonly JudgeFailure[] =>
  [...failures]
    .map(([code, count]) => ({ code, count }))
    .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));

interface CaseOutcome {
  readonly measured: Measured;
  readonly generation: string;
  readonly answer?: Answer;
}

async function evaluateCase(
  golden: GoldenCase,
  { retriever, texts, answerer }: EvaluationParts,
  { tenant, k, caller, closedTo = () => [], judge, signal }: EvaluationOptions,
  onJudgeFailure: (error: unknown) => void,
): Promise<CaseOutcome> {
  const access = golden.access ?? ['public'];
  const reader: Reader = { tenant, access, closedSources: closedTo(access) };
  const filters: SearchFilters = golden.sources ? { sources: golden.sources } : {};
  const { question } = golden;
  const { hits, generation } = await retriever.search({ query: question, limit: k, unit: 'sentence', filters }, reader);
  const contexts = await contextsOf(tenant, hits, texts);
  const retrieval = measureRetrieval(golden, hits, contexts, k);
  const judged = async (given: readonly string[], answer?: Answer): Promise<Measured> => {
    if (!judge) return {};
    const measured = await measureJudged(judgedCase(golden, given.slice(0, k), answer), judge, onJudgeFailure);
    signal?.throwIfAborted();
    return measured;
  };
  if (!answerer) return { measured: { ...retrieval, ...(await judged(contexts)) }, generation };
  const request = { question, reader, filters, maxSentences: ANSWER_SENTENCES, caller };
  const requestId = deterministicId('rag-evaluation', tenant, golden.id);
  const answer = await answerer.answer(request, { requestId, ...(signal && { signal }) });
  const read = await contextsOf(tenant, answer.hits, texts);
  const cited = await citedTexts(tenant, answer, texts);
  const measured = { ...retrieval, ...measureAnswer(golden, answer, read, cited), ...(await judged(read, answer)) };
  return { measured, generation, answer };
}

/** The first accepted answer stands for all of them: any is right. */
function judgedCase({ question, expected }: GoldenCase, contexts: readonly string[], answer?: Answer): JudgedCase {
  const [reference] = expected?.answers ?? [];
  const text = answer?.sentences.map((sentence) => sentence.text).join(' ');
  return {
    question,
    contexts,
    ...(answer?.abstained === false && text && { answer: text }),
    ...(reference !== undefined && { reference }),
  };
}

/** Sections around the hits, each once, in the order of rank: what a reader or a prompt is given. */
async function contextsOf(tenant: string, hits: readonly SearchHit[], texts: StoredTexts): Promise<readonly string[]> {
  const sections = new Map<string, string>();
  for (const { documentId, version, section, text } of hits) {
    const key = `${documentId} ${version} ${section.start}`;
    if (sections.has(key)) continue;
    const stored = await texts.textOf(tenant, { documentId, version });
    sections.set(key, stored?.slice(section.start, section.end) ?? text);
  }
  return [...sections.values()];
}

async function citedTexts(tenant: string, { sentences }: Answer, texts: StoredTexts): Promise<CitedTexts> {
  const cited = new Map<string, string | undefined>();
  for (const citation of sentences.flatMap((sentence) => sentence.citations)) {
    const key = citedKey(citation);
    if (!cited.has(key)) cited.set(key, await texts.textOf(tenant, citation));
  }
  return cited;
}
