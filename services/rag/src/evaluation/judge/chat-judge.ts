import type { CallContext, ChatModel, EmbeddingModel } from '@stellwerk/models';
import { z } from 'zod';
import type { Judge } from '../../domain/evaluation/judge.js';
import type { GeneratedQuestion } from '../../domain/evaluation/ragas.js';
import { JUDGE_PROMPT, type JudgeTask, judgeMessages, judgeTasks } from './prompts.js';
import { invalidJudgement, readReply } from './read-reply.js';

/** Use case of the model-route that names the judge. */
export const JUDGE = 'judge';

export interface ChatJudgeParts {
  readonly chat: Pick<ChatModel, 'complete'>;
  /** Of the generation that serves: questions are compared as they are searched. */
  readonly embedding: Pick<EmbeddingModel, 'embed'>;
  /** For whom; its task sums the calls of one evaluation. */
  readonly context: Required<Pick<CallContext, 'tenant' | 'caller' | 'task'>> & Pick<CallContext, 'signal'>;
}

const MAX_OUTPUT_TOKENS = 2_000;
/** UTF-16 units of all contexts together; those of lower rank that do not fit are not shown. */
const MAX_CONTEXT_UNITS = 20_000;
const QUESTIONS = 3;

const flag = z.union([z.literal(0), z.literal(1), z.boolean()]).transform(Boolean);
const verdicts = z.object({ verdicts: z.array(flag) });
const statements = z.object({ statements: z.array(z.string().trim().min(1)).max(100) });
const generated = z.object({ questions: z.array(z.string()).min(1), noncommittal: flag });

/** A chat model as a judge, at temperature 0. @throws MDL_*, RAG_JUDGEMENT_INVALID */
export class ChatJudge implements Judge {
  readonly #context: CallContext;

  constructor(private readonly parts: ChatJudgeParts) {
    this.#context = { ...parts.context, useCase: JUDGE, prompt: JUDGE_PROMPT };
  }

  async statementsOf(question: string, answer: string): Promise<readonly string[]> {
    return (await this.#ask(judgeTasks.statements(question, answer), statements)).statements;
  }

  supportedBy(contexts: readonly string[], claims: readonly string[]): Promise<readonly boolean[]> {
    return this.#verdicts(judgeTasks.support(shown(contexts), claims), claims.length);
  }

  usefulFor(question: string, reference: string, contexts: readonly string[]): Promise<readonly boolean[]> {
    const seen = shown(contexts);
    return this.#verdicts(judgeTasks.usefulness(question, reference, seen), seen.length);
  }

  /** One call makes all questions and one verdict on the answer, where RAGAS makes each with a call and a verdict of its own. */
  async questionsOf(question: string, answer: string): Promise<readonly GeneratedQuestion[]> {
    const { questions, noncommittal: isNoncommittal } = await this.#ask(judgeTasks.questions(answer), generated);
    const written = questions.slice(0, QUESTIONS).filter((one) => one.trim() !== '');
    if (written.length === 0) return [{ question: '', isNoncommittal, cosine: 0 }];
    const [asked, ...others] = await this.parts.embedding.embed([question, ...written], 'query', this.#context);
    return written.map((one, at) => ({ question: one, isNoncommittal, cosine: dot(asked, others[at]) }));
  }

  async #verdicts(task: JudgeTask, expected: number): Promise<readonly boolean[]> {
    const { verdicts: given } = await this.#ask(task, verdicts);
    if (given.length !== expected) throw invalidJudgement(`it has ${given.length} verdicts for ${expected}`);
    return given;
  }

  async #ask<Shape extends z.ZodType>(task: JudgeTask, schema: Shape): Promise<z.infer<Shape>> {
    const messages = judgeMessages(task, this.parts.context.task);
    const request = { messages, maxOutputTokens: MAX_OUTPUT_TOKENS, temperature: 0 };
    const { text } = await this.parts.chat.complete(request, this.#context);
    return readReply(text, schema);
  }
}

/** The first contexts that fit, at least the beginning of the first. */
function shown(contexts: readonly string[]): readonly string[] {
  let left = MAX_CONTEXT_UNITS;
  const fitting: string[] = [];
  for (const context of contexts) {
    if (context.length > left && fitting.length > 0) break;
    fitting.push(context.slice(0, left));
    left -= context.length;
  }
  return fitting;
}

/** Of unit vectors: their cosine. */
const dot = (one: Float32Array = new Float32Array(), other: Float32Array = new Float32Array()): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
