import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTextChecker, fastDetectors } from '@stellwerk/guard';
import { chunkDocument } from '../domain/chunking/chunk-document.js';
import type { IncomingDocument } from '../domain/document.js';
import { parseDocument } from '../domain/documents/parse-document.js';
import type { Generation } from '../domain/generation.js';
import type { GenerationTools } from '../generations/generation-index.js';
import { LmdbVectorCache } from '../ingestion/lmdb-vector-cache.js';
import type { BlobStore, DocumentParser, SourcePolicy } from '../ingestion/ports.js';
import { createKnowledgeIndex, type KnowledgeIndexParts } from '../knowledge-index.js';
import { Ledger } from '../ledger/ledger.js';
import { HashEmbedding } from './hash-embedding.js';
import { MemoryEngine } from './memory-engine.js';

/** Blobs in memory. */
export class MemoryBlobs implements BlobStore {
  readonly files = new Map<string, Uint8Array>();

  async put(tenant: string, bytes: Uint8Array): Promise<string> {
    const address = createHash('sha256').update(bytes).digest('hex');
    this.files.set(`${tenant}/${address}`, bytes);
    return address;
  }

  async get(tenant: string, address: string): Promise<Uint8Array | undefined> {
    return this.files.get(`${tenant}/${address}`);
  }

  async remove(tenant: string, address: string): Promise<void> {
    this.files.delete(`${tenant}/${address}`);
  }
}

/** Time that passes only when somebody sleeps. */
export class ManualClock {
  ms = Date.parse('2026-11-24T10:00:00Z');
  now = () => this.ms;
  sleep = async (ms: number): Promise<void> => {
    this.ms += ms;
  };
}

export const plainParser: DocumentParser = { version: 1, parse: (document) => parseDocument(document) };

/** Tools that embed by hash and index no words. */
export const hashTools = (embeddings: HashEmbedding, chunker = 1): GenerationTools => ({
  generation: { embedding: embeddings.space, chunker, lexicon: 1 },
  embeddings,
  collection: { dense: { sentence: embeddings.space, section: embeddings.space }, sparse: {}, indexes: {} },
  chunk: (document) => chunkDocument(document),
  encode: (document, chunks, { sentence, section }) =>
    chunks.map((chunk, index) => ({
      dense: { sentence: sentence[index] as Float32Array, section: section[index] as Float32Array },
      sparse: {},
      payload: { ...payloadOf(document), ordinal: chunk.ordinal, start: chunk.start, end: chunk.end },
    })),
  payload: payloadOf,
});

const payloadOf: GenerationTools['payload'] = ({ key, metadata }) => ({
  documentId: key.documentId,
  version: key.version,
  source: key.source,
  title: metadata.title,
  access: metadata.access,
  trust: metadata.stewardship.trust,
});

/** What outlives a restart of {@link TestIndex}. */
export interface TestState {
  readonly folder: string;
  readonly engine: MemoryEngine;
  readonly blobs: MemoryBlobs;
  readonly clock: ManualClock;
  readonly embeddings: HashEmbedding;
  readonly policy: SourcePolicy;
  readonly defects: unknown[];
}

export const newTestState = (policy: Partial<SourcePolicy> = {}): TestState => ({
  folder: mkdtempSync(join(tmpdir(), 'knowledge-')),
  engine: new MemoryEngine(),
  blobs: new MemoryBlobs(),
  clock: new ManualClock(),
  embeddings: new HashEmbedding(),
  policy: { personalData: 'mark', injection: 'mark', ...policy },
  defects: [],
});

/** A whole index on fakes of its ports: real ledger, parser, chunker and guard. */
export function openTestIndex(state: TestState, overrides: Partial<KnowledgeIndexParts> = {}) {
  const tools = [hashTools(state.embeddings)];
  const check = createTextChecker({ detectors: fastDetectors(), now: () => 0 });
  const ledger = new Ledger(state.folder, 'process');
  const vectors = new LmdbVectorCache(state.folder);
  const toolsOf = (generation: Generation) =>
    tools.find((one) => JSON.stringify(one.generation) === JSON.stringify(generation));
  const index = createKnowledgeIndex({
    ledger,
    vectors,
    engine: state.engine,
    blobs: state.blobs,
    parser: plainParser,
    policies: { policyOf: () => state.policy },
    check: (_tenant, text) => check(text, { provenance: 'document' }),
    clock: state.clock,
    toolsOf,
    keep: { graceMs: 10_000, supersededTextMs: 86_400_000 },
    keepRetiredMs: 3_600_000,
    limits: { concurrency: 3, maxBytesInFlight: 1_000_000 },
    onDefect: (error) => state.defects.push(error),
    ...overrides,
  });
  return {
    ...index,
    ledger,
    /** The generation that {@link KnowledgeIndex.start} begins with. */
    first: (tools[0] as GenerationTools).generation,
    /** Makes the tools of a further generation known. */
    addTools: (more: GenerationTools) => tools.push(more),
    async close() {
      await ledger.close();
      await vectors.close();
    },
  };
}

export const removeTestState = ({ folder }: TestState) => rmSync(folder, { recursive: true });

/** A Markdown document of the tenant `demo`. */
export const testDocument = (
  documentId: string,
  text: string,
  more: Partial<Omit<IncomingDocument, 'bytes'>> = {},
): IncomingDocument => ({
  tenant: 'demo',
  source: 'faq',
  documentId,
  mediaType: 'text/markdown',
  bytes: new TextEncoder().encode(text),
  stewardship: { owner: 'shop', legalBasis: 'own content', licence: 'CC0-1.0', trust: 'own', keepUntil: null },
  access: ['public'],
  tags: {},
  ...more,
});
