import { type Bus, type ControlTable, toMessage } from '@stellwerk/bus';
import { type GoldenSetSpec, type PayloadOf, ragEvaluated, StellwerkError } from '@stellwerk/contracts';
import { inSpan } from '@stellwerk/service';
import { closedSourcesOf } from '../asking/closed-sources.js';
import { adversarialCases, adversarialKinds } from '../domain/evaluation/adversarial.js';
import { type EvaluationParts, type EvaluationRun, evaluate } from '../domain/evaluation/evaluate.js';
import { type Baseline, regressionsOf } from '../domain/evaluation/gate.js';
import { checkGoldenSet, type GoldenSet } from '../domain/evaluation/golden-set.js';
import type { Judge } from '../domain/evaluation/judge.js';
import type { Reader } from '../domain/search.js';
import { errors } from '../errors.js';
import type { EvaluationView } from '../evaluation-view.js';
import { type ChatJudgeParts, JUDGE } from './judge/chat-judge.js';

/** Hits that are looked at, as in every published figure. */
const K = 10;
/** Name of a golden set that came with the request. */
const UNNAMED = 'file';

export interface EvaluationRequest {
  /** Name of a document of the tenant, or a set of its own. */
  readonly goldenSet: string | GoldenSetSpec;
  readonly seed: number;
  /** False = retrieval alone. */
  readonly answers: boolean;
  /** Ask harder questions that are made from those of the set, instead of those. */
  readonly adversarial: boolean;
  /** Let a model judge as well. */
  readonly judge: boolean;
  /** An earlier run of the same set. */
  readonly baseline?: Baseline | undefined;
}

export interface EvaluationsParts extends Required<EvaluationParts> {
  readonly control: Pick<ControlTable, 'get' | 'all'>;
  /** Undefined where no document routes a model that judges. */
  readonly judgeOf: (context: ChatJudgeParts['context']) => Judge | undefined;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: () => Date;
  /** Milliseconds, any origin. */
  readonly now: () => number;
  readonly newId: () => string;
}

interface EvaluationOrigin {
  readonly evaluationId: string;
  readonly tenant: string;
  readonly traceId: string | undefined;
}

/**
 * Holds a tenant's knowledge base against golden sets and puts the outcome on record. Only figures leave it: the texts that a case
 * reads with labels of its own are measured, not shown.
 */
export class Evaluations {
  constructor(private readonly parts: EvaluationsParts) {}

  /** @throws RAG_GOLDEN_SET_UNKNOWN, RAG_GOLDEN_SET_INVALID, RAG_BASELINE_INVALID, RAG_JUDGE_MISSING */
  async run(request: EvaluationRequest, reader: Reader, caller: string, signal: AbortSignal): Promise<EvaluationView> {
    const { seed, baseline } = request;
    const written = this.#goldenSet(reader.tenant, request.goldenSet);
    // A document was written by whoever governs; a set of one's own must not see more than its author.
    checkGoldenSet(written.spec, typeof request.goldenSet === 'string' ? undefined : reader.access);
    const golden = request.adversarial ? madeHarder(written, seed) : written;
    const { retriever, texts, answerer, now } = this.parts;
    const evaluationId = this.parts.newId();
    const judge = request.judge ? this.#judge(reader.tenant, caller, evaluationId, signal) : undefined;
    const attributes = {
      'openinference.span.kind': 'EVALUATOR',
      'stellwerk.tenant': reader.tenant,
      'stellwerk.rag.golden_set': golden.name,
    };
    return inSpan('evaluate golden set', { attributes }, async (span) => {
      const run = await evaluate(
        golden,
        { retriever, texts, ...(request.answers && { answerer }) },
        {
          ...{ tenant: reader.tenant, seed, k: K, caller, now, signal },
          closedTo: (access) => closedSourcesOf(this.parts.control, reader.tenant, access),
          ...(judge && { judge }),
        },
      );
      const regressions = baseline ? regressionsOf(run, baseline, written.spec.tolerances) : [];
      const traceId = span.isRecording() ? span.spanContext().traceId : undefined;
      const payload = this.#payload(run, request, { evaluationId, tenant: reader.tenant, traceId });
      const envelope = { id: payload.evaluationId, time: payload.at, source: 'rag', tenant: reader.tenant };
      await this.parts.bus.publish([toMessage(ragEvaluated, payload, envelope)]);
      const { failed, judgeFailures } = run;
      return { ...payload, failed, ...(judgeFailures && { judgeFailures }), regressions };
    });
  }

  #judge(tenant: string, caller: string, task: string, signal: AbortSignal): Judge {
    const judge = this.parts.judgeOf({ tenant, caller, task, signal });
    if (!judge) throw new StellwerkError(errors.JUDGE_MISSING, { useCase: JUDGE, tenant }, { field: 'judge' });
    return judge;
  }

  #goldenSet(tenant: string, asked: string | GoldenSetSpec): GoldenSet {
    if (typeof asked !== 'string') return { name: UNNAMED, version: 0, spec: asked };
    const document = this.parts.control.get('golden-set', tenant, asked);
    if (!document) throw new StellwerkError(errors.GOLDEN_SET_UNKNOWN, { tenant, goldenSet: asked });
    return { name: document.name, version: document.version, spec: document.spec };
  }

  #payload(
    { failed: _failed, judgeFailures: _judgeFailures, metrics, ...run }: EvaluationRun,
    { goldenSet, seed, answers, adversarial, judge }: EvaluationRequest,
    { evaluationId, tenant, traceId }: EvaluationOrigin,
  ): PayloadOf<typeof ragEvaluated> {
    const what = typeof goldenSet === 'string' ? `--set ${goldenSet}` : '--file <file>';
    const how = `${answers ? '' : ' --retrieval-only'}${adversarial ? ' --adversarial' : ''}${judge ? ' --judge' : ''}`;
    return {
      ...run,
      evaluationId,
      tenant,
      at: this.parts.clock().toISOString(),
      metrics: [...metrics],
      command: `stellwerk rag eval --tenant ${tenant} ${what} --seed ${seed}${how}`,
      ...(traceId !== undefined && { traceId }),
    };
  }
}

/** A set of its own name: figures of questions that were made are never mixed with those of questions that people wrote. */
function madeHarder({ name, version, spec }: GoldenSet, seed: number): GoldenSet {
  const cases = [...adversarialCases(spec.cases, { seed, kinds: adversarialKinds })];
  return { name: `${name}-adversarial`, version, spec: { ...spec, cases, floors: [] } };
}
