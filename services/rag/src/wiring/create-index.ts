import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalBlobs } from '@stellwerk/blobs';
import { type ControlTable } from '@stellwerk/bus';
import type { Models } from '@stellwerk/models';
import { errorFields, type Logger } from '@stellwerk/service';
import type { VectorEngine } from '@stellwerk/vectors';
import type { TenantGuard } from '../asking/tenant-guard.js';
import type { Config } from '../config.js';
import { sourceOf } from '../documents/incoming.js';
import { LmdbVectorCache } from '../ingestion/lmdb-vector-cache.js';
import type { DocumentParser } from '../ingestion/ports.js';
import { createKnowledgeIndex, type KnowledgeIndex } from '../knowledge-index.js';
import { Ledger } from '../ledger/ledger.js';
import { toolsOf, wantedGeneration } from './generation-tools.js';

export interface IndexParts {
  readonly config: Config;
  readonly control: Pick<ControlTable, 'get'>;
  readonly models: Models;
  readonly engine: VectorEngine;
  readonly guard: Pick<TenantGuard, 'check'>;
  readonly parser: DocumentParser;
  readonly logger: Logger;
}

export interface OpenIndex {
  readonly ledger: Ledger;
  readonly index: KnowledgeIndex;
  close(): Promise<void>;
}

const MEBIBYTE = 1_048_576;
/** Requests that began before a change end within it. */
const GRACE_MS = 60_000;
/** Texts of superseded versions stay for citations of them. */
const SUPERSEDED_TEXT_MS = 90 * 86_400_000;
/** A generation that served before stays so long, so that going back is one call. */
const KEEP_RETIRED_MS = 7 * 86_400_000;
const DOCUMENTS_AT_A_TIME = 2;
/** Originals in memory: as many as are worked on. */
const MAX_BYTES_IN_FLIGHT = 64 * MEBIBYTE;

/** Opens ledger, texts and index, and brings them together before anybody reads. @throws VEC_*, MDL_*, UnavailableError */
export async function openIndex({
  config,
  control,
  models,
  engine,
  guard,
  parser,
  logger,
}: IndexParts): Promise<OpenIndex> {
  const { stateDir, blobsDir = join(stateDir, 'blobs') } = config;
  const ledger = new Ledger(stateDir);
  const vectors = new LmdbVectorCache(stateDir);
  const index = createKnowledgeIndex({
    ledger,
    engine,
    blobs: new LocalBlobs(blobsDir),
    vectors,
    parser,
    policies: { policyOf: (tenant, source) => sourceOf(control, tenant, source).spec },
    check: (tenant, text) => guard.check(tenant, text, 'document'),
    clock: { now: Date.now, sleep: async (ms, signal) => void (await sleep(ms, undefined, signal ? { signal } : {})) },
    toolsOf: toolsOf(models),
    keepRetiredMs: KEEP_RETIRED_MS,
    keep: { graceMs: GRACE_MS, supersededTextMs: SUPERSEDED_TEXT_MS },
    limits: { concurrency: DOCUMENTS_AT_A_TIME, maxBytesInFlight: MAX_BYTES_IN_FLIGHT },
    onDefect: (error, documentId) => logger.error('a document met a defect', { documentId, ...errorFields(error) }),
  });
  const { intents, staged, deletions, blobs } = await index.start(wantedGeneration(models));
  if (intents + staged + deletions + blobs > 0)
    logger.info('finished what an earlier process had begun', { intents, staged, deletions, blobs });
  return {
    ledger,
    index,
    close: async () => {
      await vectors.close();
      await ledger.close();
    },
  };
}
