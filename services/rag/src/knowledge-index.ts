import type { VectorEngine } from '@stellwerk/vectors';
import type { Generation } from './domain/generation.js';
import { completenessOf } from './generations/completeness.js';
import { type FillOptions, fillGeneration } from './generations/fill.js';
import type { GenerationTools } from './generations/generation-index.js';
import { Generations } from './generations/generations.js';
import { GenerationSwitcher } from './generations/switch.js';
import { DocumentIngester } from './ingestion/document-ingester.js';
import { Ingestion, type IngestionLimits, type IngestionOptions } from './ingestion/ingest.js';
import type {
  BlobStore,
  Clock,
  DocumentCheck,
  DocumentParser,
  SourcePolicies,
  VectorCache,
} from './ingestion/ports.js';
import { refreshSource, type SourceReading } from './ingestion/refresh.js';
import { VersionTexts } from './ingestion/texts.js';
import type { KeepingTimes } from './ledger/apply-intent.js';
import { audit } from './ledger/audit.js';
import { Committer } from './ledger/committer.js';
import { KeyedLock } from './ledger/keyed-lock.js';
import type { Ledger } from './ledger/ledger.js';
import { type Reconciliation, reconcile } from './ledger/reconcile.js';
import { Removal } from './ledger/removal.js';
import { type Repair, repair } from './ledger/repair.js';
import { sweep } from './ledger/upkeep.js';

export interface KnowledgeIndexParts {
  readonly ledger: Ledger;
  readonly engine: VectorEngine;
  readonly blobs: BlobStore;
  readonly vectors: VectorCache;
  readonly parser: DocumentParser;
  readonly policies: SourcePolicies;
  readonly check: DocumentCheck;
  readonly clock: Clock;
  readonly toolsOf: (generation: Generation) => GenerationTools | undefined;
  readonly keep: KeepingTimes;
  readonly limits: IngestionLimits;
  /** How long a generation stays after another took over. */
  readonly keepRetiredMs: number;
  readonly onDefect: (error: unknown, documentId: string) => void;
}

/** The index and everything that changes it, put together: one writer per ledger. */
export function createKnowledgeIndex(parts: KnowledgeIndexParts) {
  const { ledger, engine, clock, toolsOf, keep, limits } = parts;
  const now = () => clock.now();
  const lock = new KeyedLock();
  const texts = new VersionTexts(ledger, parts.blobs);
  const generations = new Generations({ ledger, engine, toolsOf, now, keepRetiredMs: parts.keepRetiredMs });
  const committer = new Committer(ledger, generations, keep, now);
  const common = { ...parts, generations, committer, texts, lock, graceMs: keep.graceMs };
  const removal = new Removal(common);
  const ingester = new DocumentIngester({ ...common, removal });
  const switcher = new GenerationSwitcher({ ...common, now, keepRetiredMs: parts.keepRetiredMs });
  const ingestion = new Ingestion({ ingester, ledger, texts, clock, limits });

  return {
    generations,
    committer,
    texts,
    removal,
    ingester,
    ingestion,
    switcher,
    /** Writes into a generation what it lacks. */
    fill: (name: string, options?: FillOptions) => fillGeneration(common, generations.named(name), options),
    /** Brings a source up to date: new, changed, unchanged and gone documents. */
    refresh: (reading: SourceReading, options?: IngestionOptions) =>
      refreshSource({ ledger, ingestion, removal }, reading, options),
    sweep: () => sweep({ ...common, removal }),
    /** Holds every point of a tenant in every generation against the ledger. */
    audit: (tenant: string) => Promise.all(generations.stored().map((one) => audit(ledger, one, tenant))),
    /** Writes what is missing of a tenant, in every generation. */
    async repair(tenant: string): Promise<Repair[]> {
      const repairs: Repair[] = [];
      for (const one of generations.active()) repairs.push(await repair(common, one, tenant));
      return repairs;
    },
    completeness: () => Promise.all(generations.stored().map((one) => completenessOf(ledger, one))),
    /**
     * Brings ledger and engine together, before anybody reads.
     * @param first The generation that serves where none does yet
     */
    async start(first: Generation): Promise<Reconciliation> {
      await generations.start(first);
      return reconcile(common, removal);
    },
  };
}

export type KnowledgeIndex = ReturnType<typeof createKnowledgeIndex>;
