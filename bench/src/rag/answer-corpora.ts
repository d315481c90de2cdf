import { type GenerationTools, generationName, readQuestion } from '@stellwerk/rag';
import type { Asked } from './answer-examples.js';
import { indexDocuments, paragraphDocuments } from './index-corpus.js';
import { readRetrievalCorpus } from './xquad-retrieval.js';

/** Articles that features, weights and thresholds were chosen on; the others are for published figures. */
export const isDevelopmentArticle = (article: number): boolean => article % 5 < 3;

export const directions = ['de→de', 'en→en', 'de→en', 'en→de'] as const;
export type DirectionName = (typeof directions)[number];

/** XQuAD-R in both languages, indexed; questions of one language asked of the sentences of each. */
export async function answerCorpora(
  files: { readonly de: string; readonly en: string },
  tools: GenerationTools,
): Promise<readonly Asked[]> {
  const name = generationName(tools.generation);
  const [de, en] = await Promise.all(
    (['de', 'en'] as const).map(async (language) => {
      const corpus = readRetrievalCorpus(files[language]);
      // All at once: one by one they would wait for each other.
      const asked = corpus.questions.flatMap(({ text }) => readQuestion(text).parts.map((part) => part.text));
      await tools.embeddings.embed(asked, 'query', { tenant: 'bench', useCase: 'retrieval', caller: 'bench' });
      return {
        corpus,
        index: await indexDocuments(paragraphDocuments(corpus.paragraphs, language), 'bench', name, tools),
      };
    }),
  );
  if (!de || !en) throw new Error('a language is missing');
  const languages = { de, en };
  return directions.map((direction) => {
    const [asking, searched] = direction.split('→') as ['de' | 'en', 'de' | 'en'];
    return { direction, questions: languages[asking].corpus.questions, ...languages[searched] };
  });
}
