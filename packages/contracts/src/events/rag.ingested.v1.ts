import { z } from 'zod';
import { instant, slug, uuid } from '../core/common.js';
import { defineEvent, standardTopic } from '../core/event-contract.js';

const count = z.number().int().min(0);

/** Name of a document, as whoever brings it names it. */
export const documentId = z.string().min(1).max(256);

/** First 32 hex digits of the SHA-256 of a document's normalised text. */
export const documentVersion = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .describe('first 32 hex digits of the SHA-256 of the normalised text');

export const ragIngested = defineEvent({
  type: 'rag.ingested.v1',
  summary: 'A document of the knowledge base was indexed, left as it was, refused or deleted. Holds no text.',
  schema: z.object({
    ingestionId: uuid.describe('of tenant, source, document, version, outcome and run'),
    runId: uuid.optional().describe('run of several documents that it belongs to'),
    tenant: slug,
    at: instant,
    source: slug.describe('knowledge-source'),
    documentId,
    version: documentVersion.optional().describe('absent = the document could not be read'),
    supersedes: documentVersion.optional().describe('version that was served before'),
    outcome: z.enum(['indexed', 'unchanged', 'rejected', 'failed', 'deleted']),
    errorCode: z.string().max(64).optional().describe('why it was rejected or failed'),
    mediaType: z.string().max(128).optional(),
    language: z.string().max(16).optional(),
    bytes: count.describe('as handed in'),
    characters: count.describe('UTF-16 units of the normalised text'),
    chunks: count.describe('chunks that the version has'),
    pointsExpected: count.describe('by the ledger'),
    pointsPresent: count.describe('counted in the engine afterwards'),
    pointsWritten: count,
    embeddingsComputed: count,
    redactions: count.describe('places where personal data was masked'),
    suspicious: count.describe('chunks that hold what looks like instructions to a model'),
    generation: z.string().max(128).describe('embedding generation'),
    milliseconds: count,
    traceId: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .optional(),
  }),
  key: (payload) => `${payload.tenant}/${payload.source}/${payload.documentId}`,
  topic: standardTopic,
  examples: [
    {
      title: 'a new version of a returns policy',
      payload: {
        ingestionId: 'b7d9f3c4-1111-5222-8333-444455550061',
        runId: 'b7d9f3c4-1111-5222-8333-444455550060',
        tenant: 'demo',
        at: '2026-11-24T10:00:00.000Z',
        source: 'policies',
        documentId: 'returns-de',
        version: '3f786850e387550fdab836ed7e6dc881',
        supersedes: '89e6c98d92887913cadf06b2adb97f26',
        outcome: 'indexed',
        mediaType: 'text/markdown',
        language: 'de',
        bytes: 4210,
        characters: 4102,
        chunks: 38,
        pointsExpected: 38,
        pointsPresent: 38,
        pointsWritten: 38,
        embeddingsComputed: 52,
        redactions: 1,
        suspicious: 0,
        generation: 'e5-small-384-c1-l1',
        milliseconds: 840,
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      },
    },
    {
      title: 'a broken file',
      payload: {
        ingestionId: 'b7d9f3c4-1111-5222-8333-444455550062',
        tenant: 'demo',
        at: '2026-11-24T10:00:01.000Z',
        source: 'manuals',
        documentId: 'stove.pdf',
        outcome: 'rejected',
        errorCode: 'RAG_DOCUMENT_BROKEN',
        mediaType: 'application/pdf',
        bytes: 812,
        characters: 0,
        chunks: 0,
        pointsExpected: 0,
        pointsPresent: 0,
        pointsWritten: 0,
        embeddingsComputed: 0,
        redactions: 0,
        suspicious: 0,
        generation: 'e5-small-384-c1-l1',
        milliseconds: 12,
      },
    },
  ],
});
