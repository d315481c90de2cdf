import { type CatalogueEntry, StellwerkError } from '@stellwerk/contracts';
import type { IncomingDocument } from '../domain/document.js';
import { errors } from '../errors.js';
import type { DocumentResult } from './document-views.js';

/** How ingestion tells what became of a document; it never throws for one. */
export interface IngestionOutcome extends Omit<DocumentResult, 'error'> {
  readonly error?: { readonly code: string; readonly message: string; readonly fix: string; readonly field?: string };
}

/** What the doors need of ingestion. */
export interface IntakeParts {
  ingest(document: IncomingDocument, signal: AbortSignal): Promise<IngestionOutcome>;
  /** They are gone for readers all at once; resolves when no point of them is left. @throws RAG_DELETION_UNPROVEN */
  remove(tenant: string, documentIds: readonly string[]): Promise<unknown>;
  /** Those that are there, served or waiting; of one source where it is named. */
  documentIds(tenant: string, source?: string): readonly string[];
}

/** Takes documents in and away, at whichever door they come. */
export class Intake {
  readonly #stop = new AbortController();

  constructor(private readonly parts: IntakeParts) {}

  /** One document that is asked for alone. @throws StellwerkError that says why it was not taken */
  async take(document: IncomingDocument): Promise<DocumentResult> {
    const { error, ...result } = await this.parts.ingest(document, this.#stop.signal);
    if (error) throw new StellwerkError(entryOf(error), {}, error.field === undefined ? {} : { field: error.field });
    return result;
  }

  /** One document of several: what is wrong with it is its result, and the others go on. */
  async settle(
    { documentId, source }: { readonly documentId: string; readonly source: string },
    work: () => Promise<DocumentResult>,
  ): Promise<DocumentResult> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StellwerkError)) throw error;
      const { code, message: detail, fix, field } = error;
      return {
        ...{ documentId, source, chunks: 0, pointsWritten: 0, embeddingsComputed: 0 },
        outcome: error.entry.status >= 500 ? 'failed' : 'rejected',
        error: { code, detail, fix, ...(field !== undefined && { field }) },
      };
    }
  }

  /** @returns ids of the documents that were there and are gone @throws RAG_DOCUMENT_UNKNOWN */
  async remove(tenant: string, documentId: string): Promise<readonly string[]> {
    if (!this.parts.documentIds(tenant).includes(documentId))
      throw new StellwerkError(errors.DOCUMENT_UNKNOWN, { documentId }, { field: 'id' });
    await this.parts.remove(tenant, [documentId]);
    return [documentId];
  }

  /** @returns ids of the documents that the source had, all of them gone @throws RAG_DELETION_UNPROVEN */
  async removeSource(tenant: string, source: string): Promise<readonly string[]> {
    const documentIds = this.parts.documentIds(tenant, source);
    await this.parts.remove(tenant, documentIds);
    return documentIds;
  }

  /** Documents under way end as cancelled; what is accepted is continued at the next start. */
  close(): void {
    this.#stop.abort();
  }
}

const byCode = new Map<string, CatalogueEntry>(Object.values(errors).map((entry) => [entry.code, entry]));

/** The row of an error that was told as an outcome; its text is filled in already. */
function entryOf({ code, message, fix }: NonNullable<IngestionOutcome['error']>): CatalogueEntry {
  const { status, retry } = byCode.get(code) ?? { status: 503, retry: 'after' as const };
  return { code, status, retry, text: message, fix };
}
