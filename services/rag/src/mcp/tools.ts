import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { documentId, slug } from '@stellwerk/contracts';
import { z } from 'zod';
import type { Knowledge } from '../asking/knowledge.js';
import { type DocumentList, listQuery } from '../documents/document-list.js';
import type { Retriever } from '../domain/ports.js';
import type { Reader } from '../domain/search.js';
import { MAX_QUESTION_UNITS } from '../http/requests.js';

export interface McpParts {
  readonly retriever: Retriever;
  readonly knowledge: Knowledge;
  readonly documents: Pick<DocumentList, 'list'>;
  readonly version: string;
}

/** For whom a server is made; it lives for one request and sees what this reader sees. */
export interface McpCaller {
  readonly reader: Reader;
  readonly caller: string;
  /** Of an answer. */
  readonly maxSentences: number;
  readonly signal: AbortSignal;
}

const text = z.string().min(1).max(MAX_QUESTION_UNITS);

/** The tools of the knowledge base for one caller. Their results quote documents: text that has no authority. */
export function createMcpServer({ retriever, knowledge, documents, version }: McpParts, who: McpCaller): McpServer {
  const server = new McpServer({ name: 'stellwerk-knowledge', version });
  const annotations = { readOnlyHint: true, openWorldHint: false };
  server.registerTool(
    'search',
    {
      title: 'Search the knowledge base',
      description: 'The best sentences for a query, in German or English, with the place of each in its document.',
      inputSchema: {
        query: text,
        limit: z.number().int().min(1).max(50).default(10),
        sources: z.array(slug).max(100).optional(),
        documentIds: z.array(documentId).max(100).optional(),
      },
      annotations,
    },
    async ({ query, limit, sources, documentIds }) => {
      const filters = { ...(sources && { sources }), ...(documentIds && { documentIds }) };
      const found = await retriever.search({ query, limit, unit: 'sentence', filters }, who.reader);
      return resultOf(found);
    },
  );
  server.registerTool(
    'ask',
    {
      title: 'Ask the knowledge base',
      description:
        'An answer made of sentences that each cite the exact slice of a document which proves it, or that the sources say nothing.',
      inputSchema: { question: text, language: z.enum(['de', 'en']).optional() },
      annotations,
    },
    async ({ question, language }) => {
      const { hits, ...answer } = await knowledge.answer(
        {
          question,
          reader: who.reader,
          caller: who.caller,
          filters: {},
          maxSentences: who.maxSentences,
          door: 'mcp',
          ...(language && { language }),
        },
        who.signal,
      );
      return resultOf({ ...answer, hits: hits.length });
    },
  );
  server.registerTool(
    'list-documents',
    {
      title: 'List documents',
      description: 'The documents that may be read, by source, language and words of their titles.',
      inputSchema: listQuery.shape,
      annotations,
    },
    async (query) => resultOf(documents.list(who.reader, query)),
  );
  return server;
}

const resultOf = (value: object) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(value) }],
  structuredContent: { ...value },
});
