import type { SparseVector, VectorPoint } from '@stellwerk/vectors';
import type { Chunk } from '../domain/chunk.js';
import type { ChunkVectors, IndexedDocument } from '../generations/generation-index.js';
import { phraseTerms } from './exact-terms.js';
import { heldTerms } from './expected-terms.js';
import { type Lexicon, lexicon } from './lexicon.js';
import { chunkPayload, documentPayload } from './payload.js';
import { documentVector } from './sparse-vectors.js';
import { gramTerms, wordTerms } from './terms.js';

/** Everything of a point that follows from its text; ids and visibility are the ledger's. */
export type EncodedPoint = Omit<VectorPoint, 'id'>;

/**
 * The points of a version of a document, one per chunk and in their order. Chunks of a section share its vectors. All dense vectors are those of
 * passages.
 * @throws RangeError where a chunk has no vector
 */
export function encodePoints(
  document: IndexedDocument,
  chunks: readonly Chunk[],
  vectors: ChunkVectors,
  weights: Lexicon = lexicon,
): EncodedPoint[] {
  const shared = documentPayload(document);
  const sections = new Map<number, SectionVectors>();
  return chunks.map((chunk, index) => {
    const [sentence, section] = [vectors.sentence[index], vectors.section[index]];
    if (!sentence || !section) throw new RangeError(`chunk ${chunk.ordinal} has no vector`);
    const parent = sections.get(chunk.parent.ordinal) ?? sectionVectors(chunk, weights);
    sections.set(chunk.parent.ordinal, parent);
    return {
      dense: { sentence, section },
      sparse: {
        words: documentVector(wordTerms(chunk.text, chunk.language), weights.words, [
          ...phraseTerms(chunk.text),
          ...heldTerms(chunk.text),
        ]),
        grams: documentVector(gramTerms(chunk.text), weights.grams),
        ...parent,
      },
      payload: { ...shared, ...chunkPayload(chunk) },
    };
  });
}

type SectionVectors = Readonly<Record<'section-words' | 'section-grams', SparseVector>>;

const sectionVectors = ({ parent, language }: Chunk, weights: Lexicon): SectionVectors => ({
  'section-words': documentVector(wordTerms(parent.contextualText, language), weights['section-words']),
  'section-grams': documentVector(gramTerms(parent.contextualText), weights['section-grams']),
});
