import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalBlobs } from '@stellwerk/blobs';
import { createTextChecker, fastDetectors } from '@stellwerk/guard';
import { createKnowledgeIndex, type GenerationTools, Ledger, LmdbVectorCache, parseDocument } from '@stellwerk/rag';
import type { VectorEngine } from '@stellwerk/vectors';

export const GRACE_MS = 2_000;

/** The index of the service on a real engine, ledger and blob store; embeddings are those that are given. */
export function openIndex(folder: string, engine: VectorEngine, tools: readonly GenerationTools[]) {
  const ledger = new Ledger(join(folder, 'state'));
  const vectors = new LmdbVectorCache(join(folder, 'state'));
  const check = createTextChecker({ detectors: fastDetectors(), now: () => performance.now() });
  const index = createKnowledgeIndex({
    ledger,
    vectors,
    engine,
    blobs: new LocalBlobs(join(folder, 'blobs')),
    parser: { version: 1, parse: (document) => parseDocument(document) },
    policies: { policyOf: () => ({ personalData: 'mark', injection: 'mark' }) },
    check: (_tenant, text) => check(text, { provenance: 'document' }),
    clock: { now: Date.now, sleep: (ms, signal) => sleep(ms, undefined, signal && { signal }) },
    toolsOf: (wanted) => tools.find(({ generation }) => JSON.stringify(generation) === JSON.stringify(wanted)),
    keep: { graceMs: GRACE_MS, supersededTextMs: 3_600_000 },
    keepRetiredMs: 3_600_000,
    limits: { concurrency: 8, maxBytesInFlight: 16_000_000 },
    onDefect: (error) => {
      throw error;
    },
  });
  return {
    ...index,
    ledger,
    async close() {
      await ledger.close();
      await vectors.close();
    },
  };
}

export type OpenIndex = ReturnType<typeof openIndex>;
