import { readFile } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import type { DocumentResult } from '@stellwerk/rag';
import { knownEndings } from '@stellwerk/rag/media-types';
import { errors } from '../errors.js';
import { unreadable } from '../platform/unreadable.js';
import type { FileToIngest } from './manifest.js';
import type { AskRag } from './service.js';

export interface IngestOptions {
  readonly ask: AskRag;
  readonly tenant: string;
  readonly signal: AbortSignal;
  /** Told after every document. */
  readonly progress: (done: number, of: number, result: DocumentResult) => void;
}

/** Embedding a long document takes minutes on a small machine. */
const DOCUMENT_LIMIT_MS = 1_800_000;

/** Hands in files one after the other; a document that is refused does not keep the others out. */
export async function ingestFiles(files: readonly FileToIngest[], options: IngestOptions): Promise<DocumentResult[]> {
  const results: DocumentResult[] = [];
  for (const file of files) {
    options.signal.throwIfAborted();
    const result = await ingestFile(file, options);
    results.push(result);
    options.progress(results.length, files.length, result);
  }
  return results;
}

async function ingestFile(file: FileToIngest, { ask, tenant }: IngestOptions): Promise<DocumentResult> {
  const { path, documentId, source, mediaType, title, uri, language, publishedAt, access, tags } = file;
  if (mediaType === undefined)
    throw new StellwerkError(errors.FORMAT_UNKNOWN, { file: path, known: knownEndings }, { field: 'mediaType' });
  const bytes = await readFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const query = {
    ...{ tenant, source, documentId, mediaType, title, uri, language, publishedAt },
    access: access?.join(','),
    tags: tags && JSON.stringify(tags),
  };
  const question = { method: 'POST', path: '/v1/documents/file', query, bytes, limitMs: DOCUMENT_LIMIT_MS } as const;
  return ask<DocumentResult>(question).catch((error: unknown) => refusedResult(file, error));
}

/** What the service says against a document is its result; anything else ends the command. */
function refusedResult({ documentId, source }: FileToIngest, error: unknown): DocumentResult {
  if (!(error instanceof StellwerkError) || !error.code.startsWith('RAG_')) throw error;
  const { code, message: detail, fix } = error;
  return {
    ...{ documentId, source, chunks: 0, pointsWritten: 0, embeddingsComputed: 0 },
    outcome: error.entry.status >= 500 ? 'failed' : 'rejected',
    error: { code, detail, fix },
  };
}

/** Counts by outcome, for a line and for the record of a job. */
export function figuresOf(results: readonly DocumentResult[]): Record<string, number> {
  const count = (outcome: DocumentResult['outcome']) => results.filter((one) => one.outcome === outcome).length;
  const sum = (pick: (one: DocumentResult) => number) => results.reduce((total, one) => total + pick(one), 0);
  return {
    documents: results.length,
    indexed: count('indexed'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    rejected: count('rejected'),
    failed: count('failed'),
    pointsWritten: sum(({ pointsWritten }) => pointsWritten),
    embeddingsComputed: sum(({ embeddingsComputed }) => embeddingsComputed),
  };
}
