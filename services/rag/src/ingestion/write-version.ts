import { createHash } from 'node:crypto';
import { canonicalJson, StellwerkError } from '@stellwerk/contracts';
import type { VectorPoint } from '@stellwerk/vectors';
import type { Chunk } from '../domain/chunk.js';
import type { ParsedDocument } from '../domain/document.js';
import { editionOf, pointIdOf } from '../domain/point-ids.js';
import { visibilityPayload } from '../domain/visibility.js';
import { errors } from '../errors.js';
import type { GenerationIndex } from '../generations/generation-index.js';
import { ofVersion, proveEdition } from '../ledger/count.js';
import type { GenerationShare, VersionRecord } from '../ledger/records.js';
import { embedTexts } from './embed-texts.js';
import { persist } from './outage.js';
import type { Clock, VectorCache } from './ports.js';

export interface WriteParts {
  readonly vectors: VectorCache;
  readonly clock: Clock;
}

export interface WriteOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onChunks?: ((chunks: number, tokens: number) => void) | undefined;
  /** Points that the version has in all, where only some of them are written. */
  readonly expected?: number;
}

export interface Written {
  readonly points: number;
  /** Embeddings that the model computed. */
  readonly computed: number;
}

/** Points of one request to the engine, and chunks whose vectors are in memory at a time. */
const POINTS_PER_WRITE = 64;
/** Use case under which the calls of the embedding model are routed and accounted. */
const USE_CASE = 'ingestion';

/** Chunks of a version under a generation's chunker, and the digest of all that is indexed of them. */
export function chunksOf(
  index: GenerationIndex,
  version: Pick<VersionRecord, 'metadata' | 'findings'>,
  parsed: ParsedDocument,
): { readonly chunks: readonly Chunk[]; readonly digest: string } {
  const { title, language } = version.metadata;
  const chunks = index.tools.chunk({ ...parsed, title, language });
  if (chunks.length === 0) {
    const details = { field: 'bytes', problem: 'hold no sentence' };
    throw new StellwerkError(errors.DOCUMENT_INVALID, details, { field: 'bytes' });
  }
  const indexed = chunks.map((one) => [one.start, one.end, one.language, one.page ?? 0, one.parent.contextualText]);
  return {
    chunks,
    digest: createHash('sha256')
      .update(canonicalJson([title, indexed, version.findings.suspicious]))
      .digest('hex'),
  };
}

/**
 * Writes all points of a version into one generation, takes away what is left of an earlier writing, and counts. Doing it
 * again changes nothing.
 * @param visible Sequence numbers that see the points from the first moment
 * @throws RAG_LEDGER_DIFFERS, RAG_EMBEDDING_UNUSABLE, and what engine and model throw
 */
export async function writeVersion(
  parts: WriteParts,
  index: GenerationIndex,
  version: VersionRecord,
  chunks: readonly Chunk[],
  visible: { readonly visibleFrom: number; readonly visibleUntil: number },
  { signal, onChunks, expected = chunks.length }: WriteOptions,
): Promise<Written> {
  const { tenant, documentId } = version;
  const points = index.points(tenant);
  const edition = editionOf(version, version.revision);
  const context = { tenant, useCase: USE_CASE, caller: `source:${version.source}`, ...(signal && { signal }) };
  let computed = 0;
  for (let at = 0; at < chunks.length; at += POINTS_PER_WRITE) {
    signal?.throwIfAborted();
    const batch = chunks.slice(at, at + POINTS_PER_WRITE);
    const texts = [...batch.map(({ text }) => text), ...batch.map(({ parent }) => parent.contextualText)];
    const embedded = await embedTexts(index.tools.embeddings, parts.vectors, version, texts, context);
    computed += embedded.computed;
    const vectors = {
      sentence: embedded.vectors.slice(0, batch.length),
      section: embedded.vectors.slice(batch.length),
    };
    const encoded = index.tools.encode({ key: version, metadata: version.metadata }, batch, vectors);
    const stamped = encoded.map((point, offset): VectorPoint => {
      const chunk = batch[offset] as Chunk;
      const suspicious = isSuspicious(version, chunk);
      const stamp = visibilityPayload({ documentId, version: version.version, edition, ...visible, suspicious });
      return { ...point, id: pointIdOf(version, chunk.ordinal, index.name), payload: { ...point.payload, ...stamp } };
    });
    await persist(parts.clock, signal, () => points.upsert(stamped));
    onChunks?.(
      batch.length,
      batch.reduce((sum, { tokens }) => sum + tokens, 0),
    );
  }
  const left = { must: ofVersion(version).must ?? [], mustNot: [{ field: 'edition', anyOf: [edition] }] };
  await persist(parts.clock, signal, async () => {
    if (version.revision > 1) await points.deleteByFilter(left);
    await proveEdition(index, version, expected);
  });
  return { points: chunks.length, computed };
}

/** The record, saying of a generation how far it is with the version. */
export const withShare = (version: VersionRecord, name: string, share: GenerationShare): VersionRecord => ({
  ...version,
  generations: { ...version.generations, [name]: share },
});

const isSuspicious = ({ findings }: VersionRecord, chunk: Chunk): boolean =>
  findings.suspicious.some(({ start, end }) => start < chunk.end && end > chunk.start);
