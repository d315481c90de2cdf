import { splitSentences } from '@stellwerk/text';
import type { Measured } from './measured.js';
import { answerRelevancy, contextPrecision, contextRecall, faithfulness, type GeneratedQuestion } from './ragas.js';

/** A model that judges what no rule can; each of its answers is an opinion, and any of them may fail. */
export interface Judge {
  /** What an answer says, in statements that are complete by themselves. */
  statementsOf(question: string, answer: string): Promise<readonly string[]>;
  /** Per statement, whether it follows from the contexts. */
  supportedBy(contexts: readonly string[], statements: readonly string[]): Promise<readonly boolean[]>;
  /** Per context, whether it was useful to arrive at the reference. */
  usefulFor(question: string, reference: string, contexts: readonly string[]): Promise<readonly boolean[]>;
  /** Questions that the answer answers, each with its cosine to the question that was asked. */
  questionsOf(question: string, answer: string): Promise<readonly GeneratedQuestion[]>;
}

/** What a judge is shown of one case. */
export interface JudgedCase {
  readonly question: string;
  /** Absent = nothing was answered. */
  readonly answer?: string;
  /** What the answer, or a reader of the hits, was given; in the order of rank. */
  readonly contexts: readonly string[];
  /** An accepted answer; absent = none is known. */
  readonly reference?: string;
}

const PREFIX = 'judged_';

/** Whether a metric is a model's opinion: such a one informs, and gates nothing. */
export const isJudged = (metric: string): boolean => metric.startsWith(PREFIX);

/**
 * RAGAS' metrics with a model's verdicts. One that the judge does not bring to an end has no value, and is NaN.
 * @param failed Told of each failure
 */
export async function measureJudged(
  { question, answer, contexts, reference }: JudgedCase,
  judge: Judge,
  failed: (error: unknown) => void,
): Promise<Measured> {
  const valueOf = async (measure: () => Promise<number>): Promise<number> => {
    try {
      return await measure();
    } catch (error) {
      failed(error);
      return Number.NaN;
    }
  };
  // Without contexts nothing is supported, and without statements nothing is to be judged.
  const supported = async (statements: readonly string[]): Promise<readonly boolean[]> =>
    statements.length === 0 || contexts.length === 0
      ? statements.map(() => false)
      : judge.supportedBy(contexts, statements);
  const measured: Record<string, number> = {};
  if (answer !== undefined) {
    measured[`${PREFIX}faithfulness`] = await valueOf(async () =>
      faithfulness(await supported(await judge.statementsOf(question, answer))),
    );
    measured[`${PREFIX}answer_relevancy`] = await valueOf(async () =>
      answerRelevancy(await judge.questionsOf(question, answer)),
    );
  }
  if (reference !== undefined) {
    measured[`${PREFIX}context_precision`] = await valueOf(async () =>
      contextPrecision(contexts.length === 0 ? [] : await judge.usefulFor(question, reference, contexts)),
    );
    measured[`${PREFIX}context_recall`] = await valueOf(async () =>
      contextRecall(await supported(sentencesOf(reference))),
    );
  }
  return measured;
}

const sentencesOf = (text: string): readonly string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));
