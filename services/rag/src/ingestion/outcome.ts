import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import type { IncomingDocument } from '../domain/document.js';
import type { IngestedEvent } from '../domain/ingested.js';
import { errors } from '../errors.js';
import type { VersionRecord } from '../ledger/records.js';
import { isOutage } from './outage.js';

/**
 * How one document of a run ended. `indexed`: a new version serves; `updated`: the version that serves was changed in place;
 * `unchanged`: nothing was written; `rejected`: the document is at fault and decided; `failed`: something else is, and it is
 * tried again; `cancelled`: likewise. Whatever is not `indexed` or `updated` leaves what served before.
 */
export interface DocumentOutcome {
  readonly tenant: string;
  readonly source: string;
  readonly documentId: string;
  readonly outcome: 'indexed' | 'updated' | 'unchanged' | 'rejected' | 'failed' | 'cancelled';
  readonly version?: string;
  readonly supersedes?: string;
  readonly chunks: number;
  readonly pointsWritten: number;
  readonly embeddingsComputed: number;
  readonly milliseconds: number;
  readonly error?: { readonly code: string; readonly message: string; readonly fix: string; readonly field?: string };
}

/** What was done for a document so far. */
export interface Effort {
  chunks: number;
  pointsWritten: number;
  embeddingsComputed: number;
  readonly startedMs: number;
}

export const noEffort = (startedMs: number): Effort => ({
  chunks: 0,
  pointsWritten: 0,
  embeddingsComputed: 0,
  startedMs,
});

interface Failure {
  readonly outcome: 'rejected' | 'failed' | 'cancelled';
  readonly error: NonNullable<DocumentOutcome['error']>;
}

/** A failure as its outcome. Errors that are no rows of a catalogue are defects, told apart by `isDefect`. */
export function failureOf(error: unknown, signal: AbortSignal | undefined): Failure & { readonly isDefect: boolean } {
  if (signal?.aborted)
    return { outcome: 'cancelled', error: told(new StellwerkError(errors.INGESTION_CANCELLED)), isDefect: false };
  if (error instanceof StellwerkError)
    // What an engine or a model refuses for good is still not the document's fault.
    return {
      outcome: isOutage(error) || error.entry.status >= 500 ? 'failed' : 'rejected',
      error: told(error),
      isDefect: false,
    };
  if (isOutage(error)) {
    const resource = error instanceof Error ? error.message : 'the engine';
    return {
      outcome: 'failed',
      error: told(new StellwerkError(errors.INGESTION_UNAVAILABLE, { resource })),
      isDefect: false,
    };
  }
  return { outcome: 'rejected', error: told(new StellwerkError(errors.INGESTION_BROKEN)), isDefect: true };
}

const told = (error: StellwerkError): NonNullable<DocumentOutcome['error']> => ({
  code: error.code,
  message: error.message,
  fix: error.fix,
  ...(error.field !== undefined && { field: error.field }),
});

/** The event of a document that was indexed or changed in place. */
export function indexedEvent(
  record: VersionRecord,
  effort: Effort,
  generation: string,
  nowMs: number,
  supersedes?: string,
): IngestedEvent {
  const points = record.generations[generation]?.points ?? 0;
  return {
    ...common(record, 'indexed', effort, generation, nowMs),
    version: record.version,
    ...(supersedes !== undefined && { supersedes }),
    mediaType: record.mediaType,
    language: record.metadata.language,
    bytes: record.bytes,
    characters: record.characters,
    pointsExpected: points,
    pointsPresent: points,
    redactions: record.findings.redactions,
    suspicious: record.findings.suspicious.length,
  };
}

/** The event of a document that could not be taken. */
export function refusedEvent(
  document: IncomingDocument,
  { outcome, code }: { readonly outcome: 'rejected' | 'failed'; readonly code: string },
  effort: Effort,
  generation: string,
  nowMs: number,
): IngestedEvent {
  return {
    ...common(document, outcome, effort, generation, nowMs),
    errorCode: code,
    mediaType: document.mediaType,
    bytes: document.bytes.length,
    ...nothingPresent,
  };
}

/** The event of a document that was deleted. */
export function deletedEvent(record: VersionRecord, generation: string, nowMs: number): IngestedEvent {
  return {
    ...common(record, 'deleted', noEffort(nowMs), generation, nowMs),
    version: record.version,
    mediaType: record.mediaType,
    bytes: record.bytes,
    ...nothingPresent,
  };
}

const nothingPresent = { characters: 0, pointsExpected: 0, pointsPresent: 0, redactions: 0, suspicious: 0 };

function common(
  { tenant, source, documentId }: Pick<VersionRecord, 'tenant' | 'source' | 'documentId'>,
  outcome: IngestedEvent['outcome'],
  { startedMs, chunks, pointsWritten, embeddingsComputed }: Effort,
  generation: string,
  nowMs: number,
) {
  return {
    ingestionId: deterministicId('ingestion', tenant, documentId, outcome, startedMs),
    tenant,
    at: new Date(nowMs).toISOString(),
    source,
    documentId,
    outcome,
    chunks,
    pointsWritten,
    embeddingsComputed,
    generation,
    milliseconds: nowMs - startedMs,
  };
}
