import type { EmbeddingModel } from '@stellwerk/models';
import type { CollectionSpec, Payload, TenantVectors, VectorPoint } from '@stellwerk/vectors';
import type { Chunk } from '../domain/chunk.js';
import type { ParsedDocument } from '../domain/document.js';
import type { Generation } from '../domain/generation.js';
import type { VersionKey } from '../domain/point-ids.js';
import type { DocumentMetadata } from '../ledger/records.js';
import type { GenerationState } from './generation-record.js';

/** A version of a document as its points describe it. */
export interface IndexedDocument {
  readonly key: VersionKey;
  readonly metadata: DocumentMetadata;
}

/** Vectors of the chunks, in their order. */
export interface ChunkVectors {
  readonly sentence: readonly Float32Array[];
  readonly section: readonly Float32Array[];
}

/** The code of one generation: its embeddings, its chunker and its lexical side, never those of another. */
export interface GenerationTools {
  readonly generation: Generation;
  readonly embeddings: EmbeddingModel;
  readonly collection: CollectionSpec;
  chunk(document: ParsedDocument): readonly Chunk[];
  /** Points of chunks, in their order; ids and visibility are the ledger's and put on afterwards. */
  encode(
    document: IndexedDocument,
    chunks: readonly Chunk[],
    vectors: ChunkVectors,
  ): readonly Omit<VectorPoint, 'id'>[];
  /** The part of the payload that follows from the metadata alone. */
  payload(document: IndexedDocument): Payload;
}

/** A generation whose collection is there. */
export interface StoredGeneration {
  readonly name: string;
  readonly state: GenerationState;
  readonly collection: string;
  points(tenant: string): TenantVectors;
}

/** A generation that versions can be written into. */
export interface GenerationIndex extends StoredGeneration {
  readonly tools: GenerationTools;
}

/** The generations that writes go to now. */
export interface ActiveGenerations {
  /** All that are stored: what is deleted or replaced is so in each of them. */
  stored(): readonly StoredGeneration[];
  /** Those whose tools this service has, the live one first. */
  active(): readonly GenerationIndex[];
  /** @throws RAG_NO_GENERATION before the first generation serves */
  live(): GenerationIndex;
}
