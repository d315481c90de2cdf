import { setTimeout as sleep } from 'node:timers/promises';
import { compareGenerations, createGenerationTools, defaultGate } from '@stellwerk/rag';
import { HashEmbedding } from '@stellwerk/rag/testing';
import { createVectorEngine, type VectorEngine } from '@stellwerk/vectors';
import { atLeast, type Benchmark, exactly } from './benchmark.js';
import { corpusFiles, documentsOf, readCorpus, TENANT } from './rag/corpus.js';
import { CountingEngine } from './rag/counting-engine.js';
import { EngineProcess } from './rag/engine-process.js';
import { type OpenIndex, openIndex } from './rag/open-index.js';
import { READER, requestOf, retrieverOf, SwitchLoad } from './rag/switch-load.js';
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
      const load = new SwitchLoad(index, engine.port, questions, seed);
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

export default benchmark;
