import { setTimeout as sleep } from 'node:timers/promises';
import {
  compareGenerations,
  createGenerationTools,
  createRetriever,
  defaultGate,
  searchDefaults,
} from '@stellwerk/rag';
import { HashEmbedding } from '@stellwerk/rag/testing';
import { createVectorEngine, type VectorEngine } from '@stellwerk/vectors';
import { atLeast, type Benchmark, exactly } from './benchmark.js';
import { corpusFiles, documentsOf, readCorpus, TENANT } from './rag/corpus.js';
import { EngineProcess } from './rag/engine-process.js';
import { type OpenIndex, openIndex } from './rag/open-index.js';
import { seededRandom } from './random.js';
import { quantile } from './statistics.js';

const SWITCHES = 20;
const SWITCHES_SHORT = 4;
const DOCUMENTS = 480;
const DOCUMENTS_SHORT = 60;
const READERS = 3;
const GOLDEN = 40;
/** Hashed words of two sizes share few neighbours beyond the document itself; whether that is found is judged by nDCG. */
const LEAST_OVERLAP = 0.1;
/** Searches and writes between two switches. */
const BETWEEN_MS = 3_000;
/** Two spaces of different size: a query of one against the collection of the other is refused, not just wrong. */
const DIMENSIONS = { first: 192, second: 256 };

const benchmark: Benchmark = {
  name: 'rag.switch',
  describe: 'Switches between two generations of the index and back, under searches and writes.',
  seed: 6102,
  load: { generator: 'in the measured process', cores: 0 },
  figures: {
    'switches and rollbacks': { unit: 'switches', aim: atLeast(SWITCHES) },
    'failed searches': { unit: 'searches', aim: exactly(0) },
    'answers of more than one generation': { unit: 'searches', aim: exactly(0) },
    'answers with two versions of a document, or text that is not the stored slice': {
      unit: 'searches',
      aim: exactly(0),
    },
    'failed writes': { unit: 'documents', aim: exactly(0) },
    'calls that change an alias, per switch': { unit: 'calls', aim: exactly(1) },
    'missing or foreign points in both generations afterwards': { unit: 'points', aim: exactly(0) },
    'switches allowed while the generation was incomplete or not compared': { unit: 'switches', aim: exactly(0) },
    'switch, count of completeness included, p50': { unit: 'ms', aim: null },
    'switch, count of completeness included, longest': { unit: 'ms', aim: null },
    'write of a document, longest': { unit: 'ms', aim: null },
  },
  async run({ short, seed, folder, log, note, cut, data }) {
    const switches = short ? SWITCHES_SHORT : SWITCHES;
    const size = short ? DOCUMENTS_SHORT : DOCUMENTS;
    if (short) cut(`${SWITCHES_SHORT} switches and ${DOCUMENTS_SHORT} documents`);
    note(
      'embeddings are deterministic vectors from hashed words, of 192 and of 256 dimensions: the measure is about mixing, not about quality',
    );
    note(
      `${READERS} readers search without pause through the retriever of the service; one writer replaces documents all the time`,
    );
    note('times on a loaded machine; a switch holds commits back and no search');
    const corpus = readCorpus(corpusFiles.map((file) => data(file))).slice(0, size);
    const process = await EngineProcess.start(folder);
    const engine = new CountingEngine(createVectorEngine(process.endpoint));
    const [first, second] = [new HashEmbedding(DIMENSIONS.first, '1'), new HashEmbedding(DIMENSIONS.second, '2')];
    const tools = [createGenerationTools(first), createGenerationTools(second)] as const;
    const index = openIndex(folder, engine.port, tools);
    const stop = new AbortController();
    let running: Promise<void>[] = [];
    try {
      await index.start(tools[0].generation);
      await index.ingestion.ingest(documentsOf(corpus, 0));
      const { name: next } = await index.generations.create(tools[1].generation);
      const judged = corpus.slice(0, GOLDEN).map(({ documentId, text }) => ({ documentId, query: text.slice(0, 80) }));
      const questions = judged.map(({ query }) => query);
      let allowed = await isAllowed(index, next);
      const load = new Load(index, engine.port, questions, seed);
      running = [
        ...Array.from({ length: READERS }, () => load.search(stop.signal)),
        load.write((round) => documentsOf(corpus, round), stop.signal),
      ];
      await index.fill(next);
      allowed += await isAllowed(index, next);
      log('filled while it was written to');
      index.switcher.noteComparison(next, await compared(index, engine.port, judged, next));
      const times: number[] = [];
      const calls: number[] = [];
      for (let turn = 0; turn < switches; turn++) {
        await sleep(BETWEEN_MS);
        await index.fill(next);
        const [before, started] = [engine.aliasCalls, performance.now()];
        if (turn % 2 === 0) await index.switcher.switchTo(next);
        else await index.switcher.rollback();
        times.push(performance.now() - started);
        calls.push(engine.aliasCalls - before);
        if (turn % 5 === 4)
          log(`${turn + 1} of ${switches} switches, ${load.searches} searches, ${load.writes} writes`);
      }
      stop.abort();
      await Promise.all(running);
      const found = await index.audit(TENANT);
      const off = found.reduce(
        (sum, one) => sum + Math.abs(one.expected - one.present) + one.stray.length + one.differing.length,
        0,
      );
      note(`${load.searches} searches and ${load.writes} written documents meanwhile`);
      return [
        { name: 'switches and rollbacks', value: switches, n: switches },
        { name: 'failed searches', value: load.failed.length, n: load.searches },
        { name: 'answers of more than one generation', value: load.mixed, n: load.searches },
        {
          name: 'answers with two versions of a document, or text that is not the stored slice',
          value: load.torn,
          n: load.searches,
        },
        { name: 'failed writes', value: load.failedWrites, n: load.writes },
        {
          name: 'calls that change an alias, per switch',
          value: Math.max(...calls),
          n: calls.length,
          low: Math.min(...calls),
          high: Math.max(...calls),
        },
        {
          name: 'missing or foreign points in both generations afterwards',
          value: off,
          n: found.reduce((sum, one) => sum + one.expected, 0),
        },
        { name: 'switches allowed while the generation was incomplete or not compared', value: allowed, n: 2 },
        { name: 'switch, count of completeness included, p50', value: quantile(times, 0.5), n: times.length },
        { name: 'switch, count of completeness included, longest', value: Math.max(...times), n: times.length },
        { name: 'write of a document, longest', value: load.longestWriteMs, n: load.writes },
      ];
    } finally {
      stop.abort();
      // What failed first is what is told: the load ends before what it works on is closed.
      await Promise.allSettled(running);
      await index.close();
      await process.end('SIGTERM');
    }
  },
};

/** 1 where the switch was let through. */
async function isAllowed(index: OpenIndex, name: string): Promise<number> {
  return index.switcher.switchTo(name).then(
    () => 1,
    () => 0,
  );
}

/** The beginning of a document as a question that the document answers. */
interface JudgedQuestion {
  readonly documentId: string;
  readonly query: string;
}

/** Answers of both generations to the same questions. */
async function compared(index: OpenIndex, engine: VectorEngine, questions: readonly JudgedQuestion[], name: string) {
  const answers = async (generation: string) => {
    const named = index.generations.named(generation);
    const retriever = retrieverOf(index, engine, { snapshot: (tenant) => index.generations.snapshotOf(named, tenant) });
    const lists = [];
    for (const { query } of questions) {
      const { hits } = await retriever.search(requestOf(query), READER);
      lists.push(hits.map(({ documentId, score }) => ({ key: documentId, score })));
    }
    return lists;
  };
  const live = await answers(index.generations.live().name);
  const shadow = await answers(name);
  const gate = {
    ...defaultGate,
    leastOverlapAt10: LEAST_OVERLAP,
    leastQueries: Math.min(defaultGate.leastQueries, questions.length),
  };
  return compareGenerations(
    { questions: questions.map(({ query, documentId }) => ({ query, relevant: new Set([documentId]) })), live, shadow },
    gate,
    new Date().toISOString(),
  );
}

const READER = { tenant: TENANT, access: ['public'] };
const requestOf = (query: string) => ({ query, limit: 10, unit: 'sentence' as const, filters: {} });

type Serving = Parameters<typeof createRetriever>[0]['serving'];

const retrieverOf = (index: OpenIndex, engine: Parameters<typeof createRetriever>[0]['engine'], serving: Serving) =>
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
class Load {
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

/** The engine, with a count of the calls that change an alias. */
class CountingEngine {
  aliasCalls = 0;
  readonly port: VectorEngine;

  constructor(engine: VectorEngine) {
    this.port = {
      ensureCollection: (name, spec) => engine.ensureCollection(name, spec),
      dropCollection: (name) => engine.dropCollection(name),
      collections: () => engine.collections(),
      aliases: () => engine.aliases(),
      info: (collection) => engine.info(collection),
      tenant: (collection, tenant) => engine.tenant(collection, tenant),
      isReady: () => engine.isReady(),
      setAlias: (alias, collection) => {
        this.aliasCalls++;
        return engine.setAlias(alias, collection);
      },
    };
  }
}

export default benchmark;
