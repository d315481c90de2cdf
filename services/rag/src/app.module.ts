import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Bus, ControlTable } from '@stellwerk/bus';
import { writeOnce } from '@stellwerk/local-state';
import {
  BUS,
  CLOCK,
  type Clock,
  CONFIG,
  CONTROL_TABLE,
  HEALTH,
  type HealthRegistry,
  LOGGER,
  type Logger,
} from '@stellwerk/service';
import { crawlSite } from './adapters/crawl/crawl-site.js';
import { LmdbCrawledPages } from './adapters/lmdb-crawled-pages.js';
import { abstentionModels } from './answers/abstention/shipped.js';
import { AnswerRecord } from './asking/answer-record.js';
import { Knowledge } from './asking/knowledge.js';
import { createQuestionDigest, DIGEST_KEY_BYTES } from './asking/question-digest.js';
import { settingsOf } from './asking/settings.js';
import { TenantAnswers } from './asking/tenant-answers.js';
import { TenantGuard } from './asking/tenant-guard.js';
import { ExactCache } from './cache/exact-cache.js';
import type { Config } from './config.js';
import { DocumentList } from './documents/document-list.js';
import { Intake } from './documents/intake.js';
import { citableTexts, LedgerCatalogue } from './documents/ledger-catalogue.js';
import { SiteCrawl } from './documents/site-crawl.js';
import type { Retriever } from './domain/ports.js';
import { Evaluations } from './evaluation/evaluations.js';
import { Reembedding } from './generations/reembedding.js';
import { AnswersController } from './http/answers.controller.js';
import { ChatController } from './http/chat.controller.js';
import { CitationsController } from './http/citations.controller.js';
import { CrawlsController } from './http/crawls.controller.js';
import { DocumentsController } from './http/documents.controller.js';
import { EvaluationsController } from './http/evaluations.controller.js';
import { FeedbackController } from './http/feedback.controller.js';
import { GenerationsController } from './http/generations.controller.js';
import { McpController } from './http/mcp.controller.js';
import { SearchController } from './http/search.controller.js';
import { UpkeepController } from './http/upkeep.controller.js';
import { Uploads } from './http/uploads.js';
import type { McpParts } from './mcp/tools.js';
import { CITABLE_TEXTS, MCP_PARTS, RETRIEVER } from './tokens.js';
import { createJudge } from './wiring/create-judge.js';
import { createReembedding } from './wiring/create-reembedding.js';
import { Foundation } from './wiring/foundation.js';
import { intakeParts } from './wiring/intake-parts.js';
import { createKnowledgeRetriever } from './wiring/knowledge-retriever.js';

const VERSION = '0.1.0';
const MEBIBYTE = 1_048_576;
/** Answers that are kept word for word, in memory; at most as long as settings can ask for. */
const EXACT_CACHE = { maxEntries: 10_000, maxUnits: 32 * MEBIBYTE, maxAgeMs: 2_592_000_000 };

/** What the service is made of. */
@Module({
  controllers: [
    SearchController,
    AnswersController,
    ChatController,
    CitationsController,
    CrawlsController,
    DocumentsController,
    EvaluationsController,
    FeedbackController,
    McpController,
    GenerationsController,
    UpkeepController,
  ],
  providers: [
    {
      provide: TenantGuard,
      inject: [CONTROL_TABLE],
      useFactory: (control: ControlTable) => new TenantGuard(control, () => performance.now()),
    },
    {
      provide: Foundation,
      inject: [CONFIG, CONTROL_TABLE, BUS, LOGGER, HEALTH, TenantGuard],
      useFactory: (
        config: Config,
        control: ControlTable,
        bus: Bus,
        logger: Logger,
        health: HealthRegistry,
        guard: TenantGuard,
      ) => Foundation.open({ config, control, bus, logger, health, guard }),
    },
    {
      provide: RETRIEVER,
      inject: [Foundation, CONTROL_TABLE],
      useFactory: ({ index, engine, models }: Foundation, control: ControlTable): Retriever =>
        createKnowledgeRetriever({
          serving: index.generations,
          engine,
          texts: index.texts,
          models,
          settingsOf: (tenant) => settingsOf(control, tenant),
        }),
    },
    {
      provide: CITABLE_TEXTS,
      inject: [Foundation],
      useFactory: ({ index, ledger }: Foundation) => citableTexts(index.texts, ledger),
    },
    {
      provide: Intake,
      inject: [Foundation],
      useFactory: (foundation: Foundation) => new Intake(intakeParts(foundation)),
    },
    {
      provide: LmdbCrawledPages,
      inject: [CONFIG],
      useFactory: ({ stateDir }: Config) => new LmdbCrawledPages(stateDir),
    },
    {
      provide: SiteCrawl,
      inject: [Intake, Foundation, LmdbCrawledPages],
      useFactory: (intake: Intake, foundation: Foundation, pages: LmdbCrawledPages) =>
        new SiteCrawl({
          ...{ intake, pages, crawl: crawlSite, documentIds: intakeParts(foundation).documentIds },
          clock: {
            now: Date.now,
            sleep: async (ms, signal) => void (await sleep(ms, undefined, signal ? { signal } : {})),
          },
        }),
    },
    {
      provide: DocumentList,
      inject: [Foundation],
      useFactory: ({ ledger, index }: Foundation) =>
        new DocumentList(new LedgerCatalogue(ledger, () => index.generations.live().name)),
    },
    {
      provide: Uploads,
      inject: [CONFIG],
      useFactory: ({ stateDir, maxDocumentMegabytes }: Config) =>
        new Uploads(stateDir, maxDocumentMegabytes * MEBIBYTE),
    },
    {
      provide: TenantAnswers,
      inject: [Foundation, RETRIEVER, CONTROL_TABLE, TenantGuard],
      useFactory: (
        { models, index, ledger, semantic }: Foundation,
        retriever: Retriever,
        control: ControlTable,
        guard: TenantGuard,
      ) =>
        new TenantAnswers({
          control,
          guard,
          models,
          retriever,
          texts: index.texts,
          exact: new ExactCache(EXACT_CACHE, Date.now),
          semantic: () => semantic.current(),
          abstention: abstentionModels,
          served: (tenant) => ({ generation: index.generations.live().name, epoch: ledger.sequence(tenant) }),
          deadline: (timeoutMs) => AbortSignal.timeout(timeoutMs),
        }),
    },
    {
      provide: Knowledge,
      inject: [TenantAnswers, TenantGuard, BUS, CLOCK, CONFIG],
      useFactory: (answerer: TenantAnswers, guard: TenantGuard, bus: Bus, clock: Clock, { stateDir }: Config) => {
        const file = join(stateDir, 'question-digest-key');
        writeOnce(file, randomBytes(DIGEST_KEY_BYTES).toString('hex'));
        const digest = createQuestionDigest(Buffer.from(readFileSync(file, 'utf8'), 'hex'));
        const record = new AnswerRecord(bus, clock, digest);
        return new Knowledge({ answerer, guard, record, now: () => performance.now(), newId: randomUUID });
      },
    },
    {
      provide: Evaluations,
      inject: [RETRIEVER, Foundation, TenantAnswers, CONTROL_TABLE, BUS, CLOCK],
      useFactory: (
        retriever: Retriever,
        { index, models }: Foundation,
        answerer: TenantAnswers,
        control: ControlTable,
        bus: Bus,
        clock: Clock,
      ) =>
        new Evaluations({
          ...{ retriever, texts: index.texts, answerer, control, bus, clock },
          judgeOf: (context) =>
            createJudge({ models, embedding: () => index.generations.live().tools.embeddings }, context),
          now: () => performance.now(),
          newId: randomUUID,
        }),
    },
    {
      provide: Reembedding,
      inject: [Foundation, CONTROL_TABLE, CLOCK, LOGGER],
      useFactory: (foundation: Foundation, control: ControlTable, now: Clock, logger: Logger) =>
        createReembedding(foundation, control, now, logger),
    },
    {
      provide: MCP_PARTS,
      inject: [RETRIEVER, Knowledge, DocumentList],
      useFactory: (retriever: Retriever, knowledge: Knowledge, documents: DocumentList): McpParts => ({
        ...{ retriever, knowledge, documents },
        version: VERSION,
      }),
    },
  ],
})
export class AppModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(Foundation) private readonly foundation: Foundation,
    @Inject(Intake) private readonly intake: Intake,
    @Inject(SiteCrawl) private readonly site: SiteCrawl,
    @Inject(LmdbCrawledPages) private readonly crawledPages: LmdbCrawledPages,
    @Inject(Reembedding) private readonly reembedding: Reembedding,
  ) {}

  onApplicationBootstrap(): void {
    this.foundation.resume();
  }

  /** No new documents, then what is under way, then what is to be told, then the stores. */
  async onApplicationShutdown(): Promise<void> {
    this.site.close();
    this.intake.close();
    await this.reembedding.close();
    await this.foundation.close();
    await this.crawledPages.close();
  }
}
