import { ExactPoints, type GenerationTools, generationName } from '@stellwerk/rag';
import type { Direction } from './choose-weights.js';
import { askAll } from './evaluate-rows.js';
import { type BenchIndex, indexDocuments, paragraphDocuments } from './index-corpus.js';
import { readRetrievalCorpus } from './xquad-retrieval.js';

export const directionNames = ['de→de', 'en→en', 'de→en', 'en→de'] as const;
const languages = ['de', 'en'] as const;
type Language = (typeof languages)[number];

/** A direction with the index it asks and the vectors of its questions. */
export interface PreparedDirection extends Direction {
  readonly name: (typeof directionNames)[number];
  readonly index: BenchIndex;
  readonly tenant: string;
}

/**
 * Embeds both languages and asks every question of both, exactly and in memory. A question's relevant sentences are those of
 * the language that is searched.
 * @param every Take every so-manieth question
 */
export async function prepareXquad(
  files: Readonly<Record<Language, string>>,
  tools: GenerationTools,
  every: number,
  log: (message: string) => void,
): Promise<PreparedDirection[]> {
  const name = generationName(tools.generation);
  const read = await Promise.all(
    languages.map(async (language) => {
      const corpus = readRetrievalCorpus(files[language]);
      const questions = corpus.questions.filter((_one, index) => index % every === 0);
      log(`${language}: embedding`);
      const index = await indexDocuments(paragraphDocuments(corpus.paragraphs, language), language, name, tools);
      const vectors = await tools.embeddings.embed(
        questions.map(({ text }) => text),
        'query',
        { tenant: language, useCase: 'retrieval', caller: 'bench' },
      );
      return [language, { questions, index, vectors, exact: new ExactPoints(index.points) }] as const;
    }),
  );
  const corpora = new Map(read);
  const directions: PreparedDirection[] = [];
  for (const direction of directionNames) {
    const [asking, searched] = direction.split('→') as [Language, Language];
    const [from, to] = [corpora.get(asking), corpora.get(searched)];
    if (!from || !to) throw new Error(`there is no corpus for ${direction}`);
    const places = new Map(
      to.index.points.map(({ id, payload }) => [
        id,
        { paragraph: Number(String(payload.documentId).split('-')[1]), sentence: Number(payload.ordinal) },
      ]),
    );
    log(`${direction}: lists`);
    const questions = to.questions.map((question, index) => ({ ...question, text: from.questions[index]?.text ?? '' }));
    directions.push({
      name: direction,
      index: to.index,
      tenant: searched,
      asked: await askAll(questions, from.vectors, to.exact),
      placeOf: (id) => places.get(id) ?? { paragraph: -1, sentence: -1 },
    });
  }
  return directions;
}
