import type { TextCheck } from '@stellwerk/guard';
import type { IncomingDocument, ParsedDocument } from '../domain/document.js';

/** Files by content, apart by tenant. Addresses are the SHA-256 of the bytes in hexadecimal. */
export interface BlobStore {
  /** @returns the address; the same bytes again write nothing */
  put(tenant: string, bytes: Uint8Array): Promise<string>;
  get(tenant: string, address: string): Promise<Uint8Array | undefined>;
  remove(tenant: string, address: string): Promise<void>;
}

export interface DocumentParser {
  /** Grows when the same bytes give another text. */
  readonly version: number;
  /** @throws RAG_DOCUMENT_* for what cannot be read, wholly or in part */
  parse(document: IncomingDocument, signal?: AbortSignal): Promise<ParsedContent>;
}

/** A document as it was read; the date is what it says of itself. */
export interface ParsedContent extends ParsedDocument {
  readonly publishedAt?: string;
}

/** How the documents of a source are treated. */
export interface SourcePolicy {
  /** Personal data are counted and stay, are masked before anything is stored or indexed, or refuse the document. */
  readonly personalData: 'mark' | 'redact' | 'reject';
  /** What looks like an instruction to a model is labelled, or refuses the document. */
  readonly injection: 'mark' | 'reject';
}

export interface SourcePolicies {
  /** @throws RAG_SOURCE_UNKNOWN */
  policyOf(tenant: string, source: string): SourcePolicy;
}

/** The check of a tenant's document texts, by the guard package in process. */
export type DocumentCheck = (tenant: string, text: string) => TextCheck;

/** Vectors by text, kept as long as the document. */
export interface VectorCache {
  get(key: VectorCacheKey, texts: readonly string[]): (Float32Array | undefined)[];
  put(key: VectorCacheKey, entries: readonly { readonly text: string; readonly vector: Float32Array }[]): void;
  /** Forgets all vectors of a document. */
  remove(tenant: string, documentId: string): void;
}

export interface VectorCacheKey {
  readonly tenant: string;
  readonly documentId: string;
  /** Name of the embedding space. */
  readonly space: string;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after so many milliseconds, or rejects when the signal says so. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
