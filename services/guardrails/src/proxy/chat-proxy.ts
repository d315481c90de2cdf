import { randomUUID } from 'node:crypto';
import { isSpanContextValid, SpanKind } from '@opentelemetry/api';
import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import type { Verdict } from '@stellwerk/guard';
import { costOf, genAi, openInference, openInferenceKinds, stellwerkAttributes } from '@stellwerk/models';
import { inSpan } from '@stellwerk/service';
import { errors } from '../errors.js';
import type { TextGuard } from '../text/text-guard.js';
import { AnswerChecker, stricter } from './answer-checker.js';
import { ChatEnd, type ChatRecord } from './chat-record.js';
import type { ChatRequest } from './chat-request.js';
import type { ChatCompletion, GuardNote } from './chat-response.js';
import { type CheckedMessages, checkMessages, promptsOf, type TextChecked } from './checked-messages.js';
import type { Answered, ModelRoutes } from './model-routes.js';
import { parseCompletion } from './parse-completion.js';
import { refusalText } from './refusal.js';
import { streamAnswer } from './stream-answer.js';
import { tokensOf } from './tokens-of.js';
import type { UsageLimits } from './usage-limits.js';

/** Who asks, and for what. */
export interface ChatCaller {
  readonly tenant: string;
  readonly useCase: string;
  readonly caller: string;
  readonly user: string | undefined;
  readonly language: string | undefined;
}

export interface ChatProxyParts {
  readonly guard: TextGuard;
  readonly routes: ModelRoutes;
  readonly limits: UsageLimits;
  readonly record: ChatRecord;
  readonly control: Pick<ControlTable, 'all'>;
  readonly now: () => number;
  /** Milliseconds from any fixed point, for how long a check takes. */
  readonly stopwatch: () => number;
}

/** The chunks of a stream, and the checks of its text so far. */
interface BegunStream {
  readonly chunks: AsyncIterable<string> | Iterable<string>;
  readonly checks: readonly TextChecked[];
}

/** Puts the guard between an application and its models, in the protocol of the models. */
export class ChatProxy {
  constructor(private readonly parts: ChatProxyParts) {}

  /** Answers in one piece. @throws GRS_*, see {@link ModelRoutes.send} and {@link UsageLimits.enter} */
  complete(who: ChatCaller, request: ChatRequest, signal: AbortSignal): Promise<ChatCompletion> {
    return this.#inSpan(who, request, async (end) => {
      const checked = await this.#checkRequest(who, request);
      end.sees(checked.findings, verdictOf(checked));
      if (checked.isBlocked) {
        end.outcome = 'blocked';
        return this.#refusal(who, request, end);
      }
      const answered = await this.#send(who, { ...request, messages: checked.messages }, signal);
      end.answeredBy(answered);
      const completion = await parseCompletion(answered);
      this.#pay(who, answered, end, completion.usage);
      return this.#checkCompletion(who, request, completion, end);
    });
  }

  /**
   * Answers as a stream of `data` texts, without the last `[DONE]`. The request is checked, and the model has begun to answer, before
   * the promise resolves, so that everything that can be refused is refused with a status.
   */
  stream(who: ChatCaller, request: ChatRequest, signal: AbortSignal): Promise<AsyncGenerator<string>> {
    const begun = Promise.withResolvers<AsyncGenerator<string>>();
    // The span, and the record, are those of the whole stream: they end when it has been read.
    const whole: Promise<void> = this.#inSpan(who, request, async (end) => {
      const { chunks, checks } = await this.#begin(who, request, signal, end);
      const read = Promise.withResolvers<void>();
      begun.resolve(passedOn(chunks, read, () => whole));
      try {
        await read.promise;
      } finally {
        await this.parts.record.writeChecks(who, checks);
      }
    });
    whole.catch(begun.reject);
    return begun.promise;
  }

  async #begin(who: ChatCaller, request: ChatRequest, signal: AbortSignal, end: ChatEnd): Promise<BegunStream> {
    const checked = await this.#checkRequest(who, request);
    end.sees(checked.findings, verdictOf(checked));
    if (checked.isBlocked) {
      end.outcome = 'blocked';
      return { chunks: refusalChunks(this.#refusal(who, request, end)), checks: [] };
    }
    const wanted = { ...request, messages: checked.messages, stream_options: { include_usage: true } };
    const answered = await this.#send(who, wanted, signal);
    end.answeredBy(answered);
    const checker = this.#checkerOf(who, request);
    const chunks = streamAnswer({
      answered,
      model: request.model,
      checker,
      refusal: refusalText('output', who.language),
      wantsUsage: request.stream_options?.include_usage === true,
      now: this.parts.now,
      end,
      pay: (usage) => this.#pay(who, answered, end, usage),
      note: () => noteOf(end),
    });
    return { chunks, checks: checker.checks };
  }

  #inSpan<Value>(who: ChatCaller, request: ChatRequest, work: (end: ChatEnd) => Promise<Value>): Promise<Value> {
    const end = new ChatEnd(this.parts.now());
    const attributes = {
      [genAi.operation]: 'chat',
      [genAi.requestModel]: request.model,
      [openInference.kind]: openInferenceKinds.chat,
      [stellwerkAttributes.tenant]: who.tenant,
      [stellwerkAttributes.useCase]: who.useCase,
    };
    return inSpan(`chat ${request.model}`, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      if (isSpanContextValid(span.spanContext())) end.traceId = span.spanContext().traceId;
      try {
        return await work(end);
      } catch (error) {
        end.outcome = 'failed';
        throw error;
      } finally {
        span.setAttributes(end.attributes());
        await this.parts.record.write(who, request.model, end, this.parts.now());
      }
    });
  }

  async #checkRequest(who: ChatCaller, request: ChatRequest): Promise<CheckedMessages> {
    this.parts.limits.enter(who, request, this.parts.now());
    const checked = await checkMessages(this.parts.guard, who, request.messages, this.parts.stopwatch);
    await this.parts.record.writeChecks(who, checked.checks);
    return checked;
  }

  #send(
    who: ChatCaller,
    request: Readonly<Record<string, unknown>> & { readonly model: string },
    signal: AbortSignal,
  ): Promise<Answered> {
    return this.parts.routes.send({ ...who, model: request.model }, request, signal);
  }

  async #checkCompletion(
    who: ChatCaller,
    request: ChatRequest,
    completion: ChatCompletion,
    end: ChatEnd,
  ): Promise<ChatCompletion> {
    const [choice] = completion.choices;
    if (!choice)
      throw new StellwerkError(errors.MODEL_ANSWER_INVALID, { model: completion.model, problem: 'no choice' });
    const checker = this.#checkerOf(who, request);
    let content = '';
    if (choice.message.content) content = (await checker.push(choice.message.content)) + (await checker.end());
    for (const { function: called } of choice.message.tool_calls ?? []) {
      if (called?.arguments !== undefined) await checker.accepts(called.arguments);
    }
    await this.parts.record.writeChecks(who, checker.checks);
    end.sees(
      checker.checks.flatMap(({ verdict }) => verdict.findings),
      checker.verdict,
    );
    const { tool_calls, ...message } = choice.message;
    if (checker.isBlocked) {
      end.outcome = 'blocked';
      const refusal = refusalText('output', who.language);
      const blocked = { ...message, content: content === '' ? null : content, refusal };
      return {
        ...completion,
        choices: [{ ...choice, message: blocked, finish_reason: 'content_filter' }],
        stellwerk: noteOf(end),
      };
    }
    const kept = {
      ...message,
      content: choice.message.content === null ? null : content,
      ...(tool_calls && { tool_calls }),
    };
    return { ...completion, choices: [{ ...choice, message: kept }], stellwerk: noteOf(end) };
  }

  /** What the model was told as a system must not come out again. */
  #checkerOf(who: ChatCaller, { messages }: ChatRequest): AnswerChecker {
    return new AnswerChecker(this.parts.guard, { ...who, prompts: promptsOf(messages) }, this.parts.stopwatch);
  }

  #pay(who: ChatCaller, { model }: Answered, end: ChatEnd, usage: ChatCompletion['usage']): void {
    if (!usage) return;
    const cost = costOf(this.parts.control, who.tenant, model, tokensOf(usage));
    end.used(usage, cost);
    this.parts.limits.paid(who, usage, cost?.micros ?? 0, this.parts.now());
  }

  #refusal(who: ChatCaller, { model }: ChatRequest, end: ChatEnd): ChatCompletion {
    const refusal = refusalText('input', who.language);
    return {
      id: `chatcmpl-${randomUUID()}`,
      object: 'chat.completion',
      created: Math.floor(this.parts.now() / 1_000),
      model,
      choices: [{ index: 0, message: { role: 'assistant', content: null, refusal }, finish_reason: 'content_filter' }],
      usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 },
      stellwerk: noteOf(end),
    };
  }
}

const verdictOf = ({ checks }: CheckedMessages): Verdict =>
  checks.reduce<Verdict>((strictest, { verdict }) => stricter(strictest, verdict.verdict), 'allow');

function noteOf(end: ChatEnd): GuardNote {
  const { verdict, rules, cost, traceId = null } = end;
  return { verdict, rules, costMicros: cost?.micros ?? null, currency: cost?.currency ?? null, traceId };
}

/** A refusal as the chunks of a stream. */
function* refusalChunks({ id, created, model, choices, stellwerk }: ChatCompletion): Generator<string> {
  const chunk = { id, object: 'chat.completion.chunk', created, model };
  const refusal = choices[0]?.message.refusal;
  yield JSON.stringify({
    ...chunk,
    choices: [{ index: 0, delta: { role: 'assistant', refusal }, finish_reason: null }],
  });
  yield JSON.stringify({ ...chunk, choices: [{ index: 0, delta: {}, finish_reason: 'content_filter' }], stellwerk });
}

/** A stream on its way to the client; `whole` is what ends with it. */
async function* passedOn(
  chunks: BegunStream['chunks'],
  read: PromiseWithResolvers<void>,
  whole: () => Promise<void>,
): AsyncGenerator<string> {
  try {
    yield* chunks;
  } catch (error) {
    read.reject(error);
    // It rejects with this very error.
    await whole().catch(() => {});
    throw error;
  } finally {
    read.resolve();
  }
  await whole();
}
