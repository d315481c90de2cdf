import { createHash, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type Type } from '@nestjs/common';
import type { Bus, ControlTable } from '@stellwerk/bus';
import type { ControlDocument, ControlKind, Role } from '@stellwerk/contracts';
import { BUS, CLOCK, type Clock, CONTROL_TABLE } from '@stellwerk/service';
import { createAnswerer } from '../answers/answerer.js';
import { shippedPrompt } from '../answers/prompt/shipped.js';
import { smallGuard, smallKnowledge } from '../answers/testing/small-knowledge.js';
import { AnswerRecord } from '../asking/answer-record.js';
import { Knowledge } from '../asking/knowledge.js';
import { createQuestionDigest } from '../asking/question-digest.js';
import { TenantGuard } from '../asking/tenant-guard.js';
import { DocumentList } from '../documents/document-list.js';
import { Intake } from '../documents/intake.js';
import { Evaluations } from '../evaluation/evaluations.js';
import { AnswersController } from '../http/answers.controller.js';
import { ChatController } from '../http/chat.controller.js';
import { CitationsController } from '../http/citations.controller.js';
import { DocumentsController } from '../http/documents.controller.js';
import { EvaluationsController } from '../http/evaluations.controller.js';
import { FeedbackController } from '../http/feedback.controller.js';
import { McpController } from '../http/mcp.controller.js';
import { SearchController } from '../http/search.controller.js';
import { Uploads } from '../http/uploads.js';
import type { McpParts } from '../mcp/tools.js';
import { CITABLE_TEXTS, type CitableTexts, MCP_PARTS, RETRIEVER } from '../tokens.js';
import { memoryDocuments, type StoredDocument } from './memory-documents.js';

export const NOW = new Date('2026-11-24T13:00:00.000Z');

export const documentOf = (kind: ControlKind, tenant: string, name: string, spec: object, version = 1) =>
  ({ kind, tenant, name, version, spec, by: 'test', at: NOW.toISOString() }) as ControlDocument;

/** Documents of a tenant and its tokens, by name; the secret of each is its name with `-secret-secret`. */
export const controlOf = (tenant: string, tokens: Readonly<Record<string, readonly Role[]>>): ControlDocument[] => [
  documentOf('tenant', tenant, tenant, {
    displayName: tenant,
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    region: 'DE',
  }),
  ...Object.entries(tokens).map(([name, roles]) =>
    documentOf('token', 'platform', name, {
      sha256: createHash('sha256').update(secretOf(name)).digest('hex'),
      roles,
      tenants: [tenant],
      expiresAt: '2027-01-01T00:00:00.000Z',
      revoked: false,
    }),
  ),
];

export const secretOf = (name: string): string => `${name}-secret-secret`;

/** All doors of the service over a handful of documents in memory: the real answers, without an engine and a model. */
export function knowledgeModule(stored: readonly StoredDocument[], maxBytes: number): Type {
  const knowledge = smallKnowledge(stored);
  const documents = memoryDocuments(stored);
  const texts: CitableTexts = {
    ...knowledge.texts,
    mayRead: async (reader, { documentId }) => documents.mayRead(reader, documentId),
  };
  const retriever = {
    search: async (...[request, reader]: Parameters<typeof knowledge.retriever.search>) => {
      const { hits, generation } = await knowledge.retriever.search(request, reader);
      return { generation, hits: hits.filter(({ documentId }) => documents.mayRead(reader, documentId)) };
    },
  };

  const answerer = createAnswerer({
    retriever,
    texts,
    guard: smallGuard(),
    prompt: { name: 'grounded-answer', version: '3', spec: shippedPrompt },
    abstention: [{ embedding: null, bias: -2, weights: { 'section-coverage': 5 }, threshold: 0.5 }],
    deadline: (timeoutMs) => AbortSignal.timeout(timeoutMs),
  });

  @Module({
    controllers: [
      SearchController,
      AnswersController,
      ChatController,
      CitationsController,
      DocumentsController,
      EvaluationsController,
      FeedbackController,
      McpController,
    ],
    providers: [
      { provide: RETRIEVER, useValue: retriever },
      { provide: CITABLE_TEXTS, useValue: texts },
      { provide: Intake, useValue: new Intake(documents) },
      { provide: DocumentList, useValue: new DocumentList(documents) },
      { provide: Uploads, useFactory: () => new Uploads(join(tmpdir(), `rag-${randomUUID()}`), maxBytes) },
      {
        provide: Knowledge,
        inject: [BUS, CONTROL_TABLE, CLOCK],
        useFactory: (bus: Bus, control: ControlTable, clock: Clock) =>
          new Knowledge({
            answerer,
            // Its time limit is not what is tested, and must not depend on how busy the machine is.
            guard: new TenantGuard(control, () => 0),
            record: new AnswerRecord(bus, clock, createQuestionDigest(new Uint8Array(32))),
            now: () => performance.now(),
            newId: randomUUID,
          }),
      },
      {
        provide: Evaluations,
        inject: [BUS, CONTROL_TABLE, CLOCK],
        useFactory: (bus: Bus, control: ControlTable, clock: Clock) =>
          new Evaluations({
            ...{ retriever, texts, answerer, control, bus, clock },
            judgeOf: () => undefined,
            now: () => performance.now(),
            newId: randomUUID,
          }),
      },
      {
        provide: MCP_PARTS,
        inject: [Knowledge, DocumentList],
        useFactory: (asked: Knowledge, list: DocumentList): McpParts => ({
          retriever,
          knowledge: asked,
          documents: list,
          version: '0.1.0',
        }),
      },
    ],
  })
  class KnowledgeModule {}

  return KnowledgeModule;
}
