import { type Context, context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { StellwerkError } from '@stellwerk/contracts';
import { identifyLanguage } from '@stellwerk/guard';
import type { Answer, AnswerContext, AnswerEvent, Answerer } from '../domain/answer.js';
import { errors } from '../errors.js';
import { answerAttributes } from './answer-attributes.js';
import type { AnswerRecord } from './answer-record.js';
import { blockedAnswer, type GivenAnswer, type GivenEvent } from './given-answer.js';
import type { Inquiry } from './inquiry.js';
import { Stopwatch } from './stopwatch.js';
import type { TenantGuard } from './tenant-guard.js';

export interface KnowledgeParts {
  readonly answerer: Answerer;
  readonly guard: Pick<TenantGuard, 'check' | 'stoppedBy'>;
  readonly record: Pick<AnswerRecord, 'write' | 'writeCheck'>;
  /** Milliseconds from any origin. */
  readonly now: () => number;
  readonly newId: () => string;
}

/**
 * Questions as they come in at any door: the switches and the guard are asked first, the answer is one span with everything that
 * decided it, and it is on record before its caller has the end of it.
 */
export class Knowledge {
  constructor(private readonly parts: KnowledgeParts) {}

  /** @throws RAG_STOPPED, and what the answerer throws */
  async answer(inquiry: Inquiry, signal: AbortSignal): Promise<GivenAnswer> {
    for await (const event of this.stream(inquiry, signal)) if (event.type === 'answer') return event.answer;
    throw new StellwerkError(errors.ANSWER_CANCELLED);
  }

  /** Sentence by sentence, the whole answer last. Ending the iteration early cancels. @throws as {@link answer} */
  async *stream(inquiry: Inquiry, signal: AbortSignal): AsyncGenerator<GivenEvent, void, void> {
    const { reader, caller, door } = inquiry;
    const attributes = {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': 'knowledge-answer',
      'openinference.span.kind': 'CHAIN',
      'stellwerk.tenant': reader.tenant,
      'stellwerk.caller': caller,
      'stellwerk.rag.door': door,
    };
    const span = trace.getTracer('stellwerk').startSpan('answer question', { kind: SpanKind.INTERNAL, attributes });
    const inside = trace.setSpan(context.active(), span);
    const events = this.#events(inquiry, signal, span);
    try {
      yield* within(inside, events);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
      throw error;
    } finally {
      span.end();
    }
  }

  async *#events(inquiry: Inquiry, signal: AbortSignal, span: Span): AsyncGenerator<GivenEvent, void, void> {
    const { guard, record, now, newId } = this.parts;
    const { tenant } = inquiry.reader;
    const startedMs = now();
    const stopped = guard.stoppedBy(tenant, inquiry.caller);
    if (stopped) throw new StellwerkError(errors.STOPPED, { killSwitch: stopped.name, reason: stopped.reason });
    const check = guard.check(tenant, inquiry.question, 'user');
    await record.writeCheck(inquiry, check, (now() - startedMs) * 1_000);
    const flags = new Set(check.findings.map(({ rule }) => rule));
    const answerId = newId();
    const question = { ...inquiry, question: check.text };
    const searches = new Stopwatch(now);
    const aroundSearch: AnswerContext['aroundSearch'] = (search) => searches.around(search);
    const events =
      check.verdict === 'block'
        ? refusal(inquiry)
        : this.parts.answerer.stream(question, { requestId: answerId, signal, aroundSearch });
    let firstSentenceMs: number | undefined;
    for await (const event of events) {
      if (event.type === 'sentence') {
        firstSentenceMs ??= now() - startedMs;
        yield event;
        continue;
      }
      const traceId = traceIdOf(span);
      const { traceId: _ofRequest, ...given } = event.answer;
      const answer: GivenAnswer = { ...given, answerId, ...(traceId !== undefined && { traceId }) };
      for (const { flags: found } of answer.sentences) for (const rule of found) flags.add(rule);
      span.setAttributes({ ...answerAttributes(answer, [...flags]), 'stellwerk.guard.verdict': check.verdict });
      await record.write(inquiry, answer, {
        answerId,
        flags: [...flags].sort(),
        milliseconds: now() - startedMs,
        ...(searches.totalMs !== undefined && { retrievalMilliseconds: searches.totalMs }),
        ...(firstSentenceMs !== undefined && { firstSentenceMilliseconds: firstSentenceMs }),
        traceId,
      });
      yield { type: 'answer', answer };
    }
  }
}

/** Runs every step of an iteration in a context: a generator goes on in that of whoever asks for its next value. */
async function* within<Value>(
  inside: Context,
  values: AsyncGenerator<Value, void, void>,
): AsyncGenerator<Value, void, void> {
  try {
    for (;;) {
      const step = await context.with(inside, () => values.next());
      if (step.done) return;
      yield step.value;
    }
  } finally {
    await context.with(inside, () => values.return());
  }
}

async function* refusal({ question, language }: Inquiry): AsyncGenerator<AnswerEvent, void, void> {
  const found: Answer['language'] = language ?? (identifyLanguage(question).code === 'en' ? 'en' : 'de');
  yield { type: 'answer', answer: blockedAnswer(found) };
}

const NO_TRACE = /^0+$/;

function traceIdOf(span: Span): string | undefined {
  const { traceId } = span.spanContext();
  return NO_TRACE.test(traceId) ? undefined : traceId;
}
