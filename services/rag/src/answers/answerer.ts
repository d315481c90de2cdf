import type { ClaimModels } from '@stellwerk/claims';
import type { PromptSpec } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import type { ChatModel } from '@stellwerk/models';
import type {
  Answer,
  AnswerContext,
  AnswerEvent,
  Answerer,
  AnswerNote,
  AnswerRequest,
  AnswerSentence,
} from '../domain/answer.js';
import type { Retriever, StoredTexts } from '../domain/ports.js';
import { errors } from '../errors.js';
import type { AbstentionModel } from './abstention/calibration.js';
import { checkCitations } from './citations/cite.js';
import { corpusAnswer } from './corpus.js';
import { extractiveAnswer } from './extractive/answer.js';
import { type Grounds, groundsOf } from './grounds.js';
import { markConflicts } from './model/conflicts.js';
import { type Written, writeAnswer } from './model/write.js';
import { checkSentence } from './output.js';
import type { AnswerGuard } from './ports.js';
import { groundedPrompt } from './prompt/build.js';
import { assertRequest } from './request.js';

export interface AnswererParts {
  readonly retriever: Retriever;
  readonly texts: StoredTexts;
  readonly guard: AnswerGuard;
  readonly prompt: { readonly name: string; readonly version: string; readonly spec: PromptSpec };
  readonly abstention: readonly AbstentionModel[];
  /** Absent = exact quotations alone. */
  readonly chat?: ChatModel;
  /** May lower the verdict on a sentence. */
  readonly claimModels?: ClaimModels;
  /** A signal that aborts after so many milliseconds. */
  readonly deadline: (timeoutMs: number) => AbortSignal;
}

export const EXTRACTIVE = 'extractive';
/** A model that was broken off tells neither its name nor what it cost. */
const UNREPORTED = 'unreported';

/**
 * Answers from the sources of a reader: searches, decides whether they answer at all, then quotes or lets a model write,
 * and verifies and compares every sentence before it is given out.
 */
export function createAnswerer(parts: AnswererParts): Answerer {
  async function* stream(request: AnswerRequest, context: AnswerContext): AsyncGenerator<AnswerEvent, void, void> {
    assertRequest(request);
    const { tenant } = request.reader;
    const grounds = await groundsOf(request, parts, context);
    assertWanted(context);
    const base = baseOf(context, grounds, parts);
    if (grounds.corpus) {
      yield { type: 'answer', answer: corpusAnswer(base, grounds.corpus, parts.guard) };
      return;
    }
    if (grounds.refusal) {
      yield { type: 'answer', answer: { ...base, abstained: true, reason: grounds.refusal } };
      return;
    }
    const sentences: AnswerSentence[] = [];
    const give = async (sentence: AnswerSentence): Promise<AnswerEvent> => {
      await checkCitations(tenant, sentence.citations, parts.texts);
      assertWanted(context);
      sentences.push(sentence);
      return { type: 'sentence', index: sentences.length - 1, sentence };
    };
    const notes = new Set(base.notes);
    let written: ModelPart | undefined;
    if (parts.chat) {
      const writing = writeWith(parts.chat, request, context, grounds, parts);
      for (;;) {
        const next = await writing.next();
        if (next.done) {
          written = next.value;
          break;
        }
        yield await give(next.value);
      }
      assertWanted(context);
      if (written.isCut) notes.add('context-cut');
      if (written.leftOut > 0) notes.add('sentences-left-out');
      if (written.saysNotInSources) {
        const answer: Answer = { ...base, ...written.account, abstained: true, reason: 'not-in-sources' };
        yield { type: 'answer', answer };
        return;
      }
    }
    const isModels = sentences.length > 0;
    if (sentences.length === 0 && written?.isFailed && parts.prompt.spec.whenModelFails === 'abstain') {
      yield { type: 'answer', answer: { ...base, abstained: true, reason: 'model-unavailable' } };
      return;
    }
    if (sentences.length === 0) {
      if (parts.chat) notes.add('model-replaced-by-quotations');
      const quotations = extractiveAnswer(grounds.rankings, request.maxSentences, (evidence) => {
        const checked = checkSentence(parts.guard, evidence.text, [evidence.section.text]);
        return checked.text === evidence.text ? checked.flags : undefined;
      });
      for (const quotation of quotations) yield await give(quotation);
    }
    if (sentences.length === 0) {
      yield { type: 'answer', answer: { ...base, ...written?.account, abstained: true, reason: 'blocked' } };
      return;
    }
    const marked = isModels ? markConflicts(sentences) : sentences;
    for (const note of notesOf(marked, base)) notes.add(note);
    const account = isModels ? written?.account : { ...written?.account, model: EXTRACTIVE };
    yield { type: 'answer', answer: { ...base, ...account, sentences: marked, notes: [...notes] } };
  }

  return {
    stream,
    async answer(request, context) {
      for await (const event of stream(request, context)) if (event.type === 'answer') return event.answer;
      throw new StellwerkError(errors.ANSWER_CANCELLED);
    },
  };
}

interface ModelPart extends Omit<Written, 'end'> {
  readonly isCut: boolean;
  /** It was late, broken off, or not there. */
  readonly isFailed: boolean;
  readonly account: Pick<Answer, 'model'> & Partial<Pick<Answer, 'cost'>>;
}

async function* writeWith(
  chat: ChatModel,
  request: AnswerRequest,
  context: AnswerContext,
  grounds: Grounds,
  { prompt: { name, version, spec }, guard, claimModels = {}, deadline }: AnswererParts,
): AsyncGenerator<AnswerSentence, ModelPart, void> {
  const { language } = grounds.question;
  const prompt = groundedPrompt({
    spec,
    prompt: `${name}@${version}`,
    language,
    request,
    requestId: context.requestId,
    ranked: grounds.byBest,
  });
  const limit = deadline(spec.timeoutMs);
  const { end, ...written } = yield* writeAnswer(
    { chat, guard, claimModels },
    {
      spec,
      prompt,
      language,
      maxSentences: request.maxSentences,
      context: {
        tenant: request.reader.tenant,
        useCase: 'answers',
        caller: request.caller,
        task: context.requestId,
        prompt: `${name}@${version}`,
      },
      signal: context.signal ? AbortSignal.any([context.signal, limit]) : limit,
    },
  );
  if (end.kind === 'failed') return { ...written, isCut: prompt.isCut, isFailed: true, account: { model: UNREPORTED } };
  const { cacheHit: _cacheHit, ...cost } = end.answer.usage;
  return { ...written, isCut: prompt.isCut, isFailed: false, account: { model: end.answer.model, cost } };
}

function baseOf({ requestId }: AnswerContext, grounds: Grounds, { prompt }: AnswererParts): Answer {
  return {
    abstained: false,
    sentences: [],
    notes: grounds.isPartlyAnswered ? ['part-not-answered'] : [],
    hits: grounds.hits,
    confidence: grounds.confidence,
    language: grounds.question.language,
    model: EXTRACTIVE,
    prompt: `${prompt.name}@${prompt.version}`,
    generation: grounds.generation,
    cache: 'none',
    cost: { inputTokens: 0, outputTokens: 0 },
    traceId: requestId,
  };
}

function* notesOf(sentences: readonly AnswerSentence[], { language }: Answer): Generator<AnswerNote> {
  if (sentences.some(({ conflictsWith }) => conflictsWith.length > 0)) yield 'sources-disagree';
  if (sentences.some(({ isQuotation, language: own }) => isQuotation && own !== language))
    yield 'quoted-in-other-language';
}

function assertWanted({ signal }: AnswerContext): void {
  if (signal?.aborted) throw new StellwerkError(errors.ANSWER_CANCELLED, {}, { cause: signal.reason });
}
