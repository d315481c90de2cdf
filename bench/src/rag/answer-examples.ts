import {
  type AnswerGuard,
  abstentionRow,
  type GenerationTools,
  gatherEvidence,
  rankEvidence,
  readQuestion,
} from '@stellwerk/rag';
import { type AnswerKnowledge, knowledgeOf } from './answer-knowledge.js';
import type { BenchIndex } from './index-corpus.js';
import type { RetrievalCorpus, RetrievalQuestion } from './xquad-retrieval.js';

/** A question in one direction, with what the product's features say of it. */
export interface AnswerExample {
  readonly article: number;
  readonly direction: string;
  /** Rows of the candidates, and which of them overlap the answer. */
  readonly candidates: readonly (readonly number[])[];
  readonly isGold: readonly boolean[];
  /** Features of abstention; undefined where nothing was found. */
  readonly abstention: readonly number[] | undefined;
  readonly isAnswerable: boolean;
}

/** Hits that an answer looks at. */
const HITS = 24;

export interface Asked {
  readonly direction: string;
  /** The questions as they are asked; in the order of those of the corpus that is searched. */
  readonly questions: readonly RetrievalQuestion[];
  readonly corpus: RetrievalCorpus;
  readonly index: BenchIndex;
}

/**
 * Features of every question against the corpus, and against the corpus without the question's own article: there nothing
 * answers it.
 *
 * @param groupOf Articles of one group are left out together; absent = each on its own
 */
export async function answerExamples(
  { direction, questions, corpus, index }: Asked,
  tools: GenerationTools,
  guard: AnswerGuard,
  log: (message: string) => void,
  groupOf: (article: number) => number = (article) => article,
): Promise<AnswerExample[]> {
  const articleOf = (documentId: string) => corpus.paragraphs[Number(documentId.split('-')[1])]?.article ?? -1;
  const whole = knowledgeOf(index, tools);
  const examples: AnswerExample[] = [];
  for (const group of new Set(questions.map((question) => groupOf(question.article)))) {
    const without = knowledgeOf(index, tools, (id) => groupOf(articleOf(id)) !== group);
    for (const [at, question] of questions.entries()) {
      if (groupOf(question.article) !== group) continue;
      const relevant = corpus.questions[at];
      if (!relevant) throw new Error(`question ${question.id} is not in the searched corpus`);
      examples.push(await exampleOf(question, whole, true, relevant));
      examples.push(await exampleOf(question, without, false, relevant));
    }
    log(`${direction}: group ${group}`);
  }
  return examples;

  async function exampleOf(
    { text, article }: RetrievalQuestion,
    knowledge: AnswerKnowledge,
    isAnswerable: boolean,
    gold: RetrievalQuestion,
  ): Promise<AnswerExample> {
    const reader = { tenant: 'bench', access: ['public'] };
    const question = readQuestion(text);
    const [part] = question.parts;
    if (!part) throw new Error(`"${text}" asks nothing`);
    const search = { query: part.text, limit: HITS, unit: 'sentence', filters: {} } as const;
    const { hits } = await knowledge.retriever.search(search, reader);
    const { evidence } = await gatherEvidence(hits, reader.tenant, knowledge.texts, guard);
    const ranking = rankEvidence(part, evidence);
    const ranges = gold.sentences.map((sentence) => corpus.paragraphs[gold.paragraph]?.sentences[sentence]);
    return {
      article,
      direction,
      candidates: ranking.rows,
      isGold: evidence.map(
        ({ hit, start, end }) =>
          Number(hit.documentId.split('-')[1]) === gold.paragraph &&
          ranges.some((range) => range !== undefined && range.start < end && start < range.end),
      ),
      abstention: abstentionRow(part, question.language, hits, ranking),
      isAnswerable,
    };
  }
}
