import type { EmbeddingSpace } from '@stellwerk/models';

/**
 * What the points of one collection have in common. It is part of the collection's name and of every point's id, and no
 * query mixes two.
 */
export interface Generation {
  readonly embedding: EmbeddingSpace;
  /** Version of chunker and contextual text; grows when either changes what is indexed. */
  readonly chunker: number;
  /** Version of the lexical side: tokens, stems, weights. */
  readonly lexicon: number;
}
