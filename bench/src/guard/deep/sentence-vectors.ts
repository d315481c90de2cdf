import type { DeepModels } from '@stellwerk/guard';
import { type EmbeddedSample, sentencePieces, type sentenceSamples } from '@stellwerk/guard/train';

/** Vectors of the sentences of a text. */
export type SentenceVectors = (text: string) => Promise<readonly Float32Array[]>;

/** Sentences in one request. */
const BATCH = 64;
const never = new AbortController().signal;

/** Cuts a text as the deep tier does, and has its sentences embedded. */
export function sentenceVectors(models: DeepModels): SentenceVectors {
  return async (text) => {
    const sentences = sentencePieces(text).map(({ start, end }) => text.slice(start, end));
    return sentences.length === 0 ? [] : models.vectors(sentences, never);
  };
}

/** The samples with the vectors of their chosen sentences; every `step`th sample. */
export async function embedSamples(
  samples: ReturnType<typeof sentenceSamples>,
  models: DeepModels,
  step: number,
): Promise<EmbeddedSample[]> {
  const chosen = samples.filter(({ sentences }, index) => index % step === 0 && sentences.length > 0);
  const all = chosen.flatMap(({ sentences }) => sentences);
  const vectors: Float32Array[] = [];
  for (let from = 0; from < all.length; from += BATCH) {
    vectors.push(...(await models.vectors(all.slice(from, from + BATCH), never)));
  }
  let place = 0;
  return chosen.map(({ sample, sentences }) => {
    place += sentences.length;
    return { sample, vectors: vectors.slice(place - sentences.length, place) };
  });
}
