import { createRetriever, searchDefaults } from '@stellwerk/rag';
import type { VectorEngine } from '@stellwerk/vectors';
import { seededRandom } from '../random.js';
import { TENANT } from './corpus.js';
import type { OpenIndex } from './open-index.js';

/** Who asks. */
export const READER = { tenant: TENANT, access: ['public'] };
/** A search for the ten best sentences. */
export const requestOf = (query: string) => ({ query, limit: 10, unit: 'sentence' as const, filters: {} });

type Serving = Parameters<typeof createRetriever>[0]['serving'];

/** The retriever of the service on an index; `serving` says which snapshot it reads. */
export const retrieverOf = (
  index: OpenIndex,
  engine: Parameters<typeof createRetriever>[0]['engine'],
  serving: Serving,
) =>
  createRetriever({
    serving,
    engine,
    texts: index.texts,
    optionsOf: () => searchDefaults,
    rerankerOf: () => undefined,
    callContextOf: ({ tenant }) => ({ tenant, useCase: 'search', caller: 'bench' }),
    nowMs: Date.now,
  });

/** Searches and writes at the same time, and what was wrong with them. */
export class SwitchLoad {
  searches = 0;
  writes = 0;
  failedWrites = 0;
  mixed = 0;
  torn = 0;
  longestWriteMs = 0;
  readonly failed: unknown[] = [];
  readonly #random: () => number;

  constructor(
    private readonly index: OpenIndex,
    private readonly engine: VectorEngine,
    private readonly questions: readonly string[],
    seed: number,
  ) {
    this.#random = seededRandom(seed);
  }

  async search(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const used = new Set<string>();
      const serving: Serving = {
        snapshot: (tenant) => {
          const snapshot = this.index.generations.snapshot(tenant);
          used.add(snapshot.collection);
          return snapshot;
        },
      };
      const engine = {
        tenant: (collection: string, tenant: string) => {
          used.add(collection);
          return this.engine.tenant(collection, tenant);
        },
      };
      const query = this.questions[Math.floor(this.#random() * this.questions.length)] ?? '';
      this.searches++;
      try {
        const { hits, generation } = await retrieverOf(this.index, engine, serving).search(requestOf(query), READER);
        const [collection = ''] = used;
        if (used.size !== 1 || !collection.endsWith(generation)) this.mixed++;
        if (!(await this.#isWhole(hits))) this.torn++;
      } catch (error) {
        this.failed.push(error);
      }
    }
  }

  async #isWhole(hits: readonly { documentId: string; version: string; start: number; end: number; text: string }[]) {
    const versions = new Map<string, string>();
    for (const { documentId, version, start, end, text } of hits) {
      if ((versions.get(documentId) ?? version) !== version) return false;
      versions.set(documentId, version);
      const stored = await this.index.texts.textOf(TENANT, { documentId, version });
      if (stored?.slice(start, end) !== text) return false;
    }
    return true;
  }

  async write(
    documents: (round: number) => Parameters<OpenIndex['ingester']['ingest']>[0][],
    signal: AbortSignal,
  ): Promise<void> {
    for (let round = 1; !signal.aborted; round++) {
      for (const document of documents(round)) {
        if (signal.aborted) return;
        const started = performance.now();
        const { outcome } = await this.index.ingester.ingest(document);
        if (outcome === 'unchanged') continue;
        this.longestWriteMs = Math.max(this.longestWriteMs, performance.now() - started);
        this.writes++;
        if (outcome !== 'indexed') this.failedWrites++;
      }
      await this.index.sweep();
    }
  }
}
