import { NEVER } from '../domain/visibility.js';
import { persist } from '../ingestion/outage.js';
import type { Clock, VectorCache } from '../ingestion/ports.js';
import type { VersionTexts } from '../ingestion/texts.js';
import { chunksOf, withShare, writeVersion } from '../ingestion/write-version.js';
import type { KeyedLock } from '../ledger/keyed-lock.js';
import type { Ledger } from '../ledger/ledger.js';
import type { DocumentRecord } from '../ledger/records.js';
import type { GenerationIndex } from './generation-index.js';

export interface FillParts {
  readonly ledger: Ledger;
  readonly texts: VersionTexts;
  readonly vectors: VectorCache;
  readonly clock: Clock;
  /** One document at a time; shared with ingestion. */
  readonly lock: KeyedLock;
}

export interface FillOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number) => void;
}

export interface FillSummary {
  /** Documents that were written. */
  readonly written: number;
  readonly points: number;
  /** Documents whose text is no longer there. */
  readonly missing: number;
}

/**
 * Writes into a generation what it lacks, from ledger and blobs, while another serves. What is there already is left; so it
 * goes on where it was stopped, and running it again does nothing.
 * @throws what engine and model throw, after a few attempts
 */
export async function fillGeneration(
  parts: FillParts,
  index: GenerationIndex,
  { signal, onProgress }: FillOptions = {},
): Promise<FillSummary> {
  let [written, points, missing] = [0, 0, 0];
  for (const tenant of parts.ledger.tenants()) {
    // Ids first: documents come and go meanwhile, and what comes is written by whoever brings it.
    for (const { documentId } of [...parts.ledger.documents(tenant)]) {
      signal?.throwIfAborted();
      const result = await parts.lock.run(`${tenant}/${documentId}`, () =>
        fillDocument(parts, index, parts.ledger.document(tenant, documentId), signal),
      );
      if (result === 'missing') missing++;
      else if (result > 0) {
        written++;
        points += result;
        onProgress?.(written);
      }
    }
  }
  return { written, points, missing };
}

async function fillDocument(
  parts: FillParts,
  index: GenerationIndex,
  document: DocumentRecord | undefined,
  signal: AbortSignal | undefined,
): Promise<number | 'missing'> {
  const version = document && parts.ledger.served(document);
  if (!version || version.generations[index.name]?.state === 'complete') return 0;
  const parsed = await parts.texts.parsed(version);
  if (!parsed) return 'missing';
  const { chunks, digest } = chunksOf(index, version, parsed);
  const visible = { visibleFrom: document.since ?? 0, visibleUntil: NEVER };
  const written = await persist(parts.clock, signal, () =>
    writeVersion(parts, index, version, chunks, visible, { signal }),
  );
  parts.ledger.putVersion(withShare(version, index.name, { points: written.points, digest, state: 'complete' }));
  return written.points;
}
