import type { IncomingDocument } from '../domain/document.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Removal } from '../ledger/removal.js';
import type { Ingestion, IngestionOptions, IngestionSummary } from './ingest.js';

export interface RefreshParts {
  readonly ledger: Ledger;
  readonly ingestion: Ingestion;
  readonly removal: Removal;
}

/** A source that is read again. */
export interface SourceReading {
  readonly tenant: string;
  readonly source: string;
  /** Every document that the source has now. */
  readonly documents: Iterable<IncomingDocument> | AsyncIterable<IncomingDocument>;
  /**
   * Ids that are there still and could not be read this time, such as pages that answered with an error; asked when all
   * documents are read.
   */
  readonly unread: () => ReadonlySet<string>;
}

export interface RefreshSummary extends IngestionSummary {
  /** Documents that the source no longer has, and that were deleted. */
  readonly gone: number;
  /** Documents that the source no longer has, and that were left because they are too many. */
  readonly kept: number;
}

/** A source of which more is missing at once was read wrongly rather than emptied. */
const MOST_GONE_SHARE = 0.5;

/**
 * Brings the index up to date with a source: new and changed documents are ingested, unchanged ones cost nothing, and those
 * that the source no longer has are deleted. Nothing is deleted when the reading was broken off, and no more than half of the
 * documents at once. Running it again does nothing.
 * @throws what reading the source throws, RAG_DELETION_UNPROVEN, what the engine throws
 */
export async function refreshSource(
  { ledger, ingestion, removal }: RefreshParts,
  { tenant, source, documents, unread }: SourceReading,
  options: IngestionOptions = {},
): Promise<RefreshSummary> {
  const seen = new Set<string>();
  const summary = await ingestion.ingest(noting(documents, seen), options);
  if (options.signal?.aborted) return { ...summary, gone: 0, kept: 0 };
  const known = ledger
    .documentIds(tenant, source)
    .filter((documentId) => ledger.document(tenant, documentId)?.serving !== undefined);
  const there = unread();
  const missing = known.filter((documentId) => !seen.has(documentId) && !there.has(documentId));
  if (missing.length > known.length * MOST_GONE_SHARE) return { ...summary, gone: 0, kept: missing.length };
  return { ...summary, gone: await removal.remove(tenant, missing), kept: 0 };
}

async function* noting(documents: SourceReading['documents'], seen: Set<string>): AsyncGenerator<IncomingDocument> {
  for await (const document of documents) {
    seen.add(document.documentId);
    yield document;
  }
}
