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
 * RAGAS' metrics with a model's verdicts, all asked at once. One that the judge does not bring to an end has no value, and is NaN.
 * @param failed Told of each failure
 */
export async function measureJudged(
  judged: JudgedCase,
  judge: Judge,
  failed: (error: unknown) => void,
): Promise<Measured> {
  const outcomeOf = async (measure: () => Promise<number>): Promise<number> => {
    try {
      return await measure();
    } catch (error) {
      failed(error);
      return Number.NaN;
    }
  };
  const measures = Object.entries({ ...ofAnswer(judged, judge), ...ofContexts(judged, judge) });
  return Object.fromEntries(
    await Promise.all(measures.map(async ([name, measure]) => [`${PREFIX}${name}`, await outcomeOf(measure)] as const)),
  );
}

type Measures = Readonly<Record<string, () => Promise<number>>>;

function ofAnswer({ question, answer, contexts }: JudgedCase, judge: Judge): Measures {
  if (answer === undefined) return {};
  return {
    faithfulness: async () =>
      faithfulness(await supported(contexts, await judge.statementsOf(question, answer), judge)),
    answer_relevancy: async () => answerRelevancy(await judge.questionsOf(question, answer)),
  };
}

function ofContexts({ question, contexts, reference }: JudgedCase, judge: Judge): Measures {
  if (reference === undefined) return {};
  return {
    context_precision: async () =>
      contextPrecision(contexts.length === 0 ? [] : await judge.usefulFor(question, reference, contexts)),
    context_recall: async () => contextRecall(await supported(contexts, sentencesOf(reference), judge)),
  };
}

/** Without contexts nothing is supported, and without statements nothing is to be judged. */
const supported = async (
  contexts: readonly string[],
  statements: readonly string[],
  judge: Judge,
): Promise<readonly boolean[]> =>
  statements.length === 0 || contexts.length === 0
    ? statements.map(() => false)
    : judge.supportedBy(contexts, statements);

const sentencesOf = (text: string): readonly string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));
