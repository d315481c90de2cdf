import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStack } from '@stellwerk/local';
import { collectionSpec, createGenerationTools } from '@stellwerk/rag';
import { createVectorEngine, type TenantVectors, type VectorEngine, type VectorPoint } from '@stellwerk/vectors';
import { atLeast, atMost, type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { modelsFetch } from './models-fetch.js';
import { readCorpus } from './rag-latency/corpus.js';
import { EngineTime } from './rag-latency/engine-time.js';
import { context, createKnowledge, type Knowledge } from './rag-latency/knowledge.js';
import { liveEmbeddings } from './rag-latency/live-embeddings.js';
import { latencies, throughput, timed } from './rag-latency/load.js';
import { ACCESS, realPoints, TENANT, Variant } from './rag-latency/points.js';
import { recallAtTen } from './rag-latency/recall.js';
import { seededRandom } from './random.js';
import { quantile } from './statistics.js';

const REAL_CHUNKS = 5_000;
const SIZES = [10_000, 100_000] as const;
const CLIENTS = 4;
const LONGEST_BUILD_MS = 600_000;
const COLLECTION = 'latency';
/** Points of one call that writes. */
const BATCH = 250;

const label = (chunks: number) => `${chunks / 1_000} k`;
const plain = (unit: string): FigurePlan => ({ unit, aim: null });

function figuresOf(chunks: number): Record<string, FigurePlan> {
  const size = label(chunks);
  const isLargest = chunks === SIZES.at(-1);
  return {
    [`search, ${size}: p50`]: plain('ms'),
    [`search, ${size}: p95`]: { unit: 'ms', aim: isLargest ? atMost(60) : null },
    [`search, ${size}: p99`]: plain('ms'),
    [`search, ${size}: per second`]: plain('1/s'),
    [`answer, ${size}: p50`]: plain('ms'),
    [`answer, ${size}: p95`]: plain('ms'),
    [`answer, ${size}: p99`]: plain('ms'),
    [`answer, ${size}: per second`]: plain('1/s'),
    [`service beyond engine and embedding, ${size}: p95`]: { unit: 'ms', aim: atMost(20) },
    [`engine, ${size}: p95`]: plain('ms'),
    [`recall@10 of sentences, ${size}`]: { unit: 'share', aim: atLeast(0.99) },
    [`recall@10 of sections, ${size}`]: { unit: 'share', aim: atLeast(0.99) },
    [`insert, ${size}`]: plain('chunks/s'),
    [`index complete after the last insert, ${size}`]: plain('s'),
    [`memory of the engine, ${size}`]: plain('MB'),
  };
}

const benchmark: Benchmark = {
  name: 'rag.latency',
  describe: 'Search and extractive answers on 10,000 and 100,000 chunks: time, throughput, recall, index, memory.',
  seed: 6,
  load: { generator: 'the measuring process, which holds the service as well', cores: 0 },
  figures: {
    ...Object.assign({}, ...SIZES.map(figuresOf)),
    'embedding of a question: p50': plain('ms'),
    'embedding of a question: p95': plain('ms'),
    'embedding of passages': plain('texts/s'),
    'memory of the models': plain('MB'),
    'memory of the measuring process with the service': plain('MB'),
  },
  async run({ short, seed, folder, log, note, cut, data }) {
    const scale = short ? 10 : 1;
    if (short) cut('a tenth of chunks and questions: figures named 10 k and 100 k stand for 1,000 and 10,000 chunks');
    note(
      'questions of XQuAD-R, German and English, each embedded live; no cache; one client for latency, four for throughput',
    );
    note('the index is built beside inserts and searches, in a child process: inserts share the cores with it');
    const corpus = readCorpus(data);
    const random = seededRandom(seed);
    const questions = corpus.questions
      .map((question) => ({ question, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ question }) => question);
    const documents = corpus.documents
      .map((document) => ({ document, place: random() }))
      .sort((a, b) => a.place - b.place)
      .map(({ document }) => document);
    const stack = await startStack({ stateDir: folder, freePorts: true, only: ['models', 'qdrant'], onProgress: log });
    try {
      const url = stack.url('qdrant');
      const apiKey = readFileSync(join(stack.secretsFolder, 'qdrant-key'), 'utf8').trim();
      const engine = createVectorEngine({ url, apiKey, readTimeoutMs: 30_000 });
      const embedded: number[] = [];
      const embeddings = await liveEmbeddings(`${stack.url('models')}/v1`, modelsFetch(stack), (ms) =>
        embedded.push(ms),
      );
      const real = await realPoints(documents, embeddings, context, REAL_CHUNKS / scale);
      note(
        `real texts for the first ${real.points.length} chunks (at most ${REAL_CHUNKS / scale}); the rest are seeded perturbations of their vectors (cosine about .96) and weights of words (± 10 %) with their payloads`,
      );
      log(`${real.points.length} real chunks, ${(real.embeddedTexts / real.seconds).toFixed(0)} texts/s`);
      const { generation } = createGenerationTools(embeddings);
      await engine.ensureCollection(COLLECTION, collectionSpec(generation));
      const points = engine.tenant(COLLECTION, TENANT);
      const knowledge = createKnowledge(engine, COLLECTION, embeddings, corpus.documents);
      const asked = questions.slice(0, 500 / scale);
      const vectors = await embeddings.embed(asked.slice(0, 200 / scale), 'query', context);
      const residentMb = (part: string) => residentOf(stack.status.find(({ name }) => name === part)?.pid ?? 0);
      const measured: Measurement[] = [];
      const times: number[] = [];
      let present = 0;
      for (const chunks of SIZES) {
        const size = label(chunks);
        const add = (name: string, value: number, n: number) => measured.push({ name: `${name}, ${size}`, value, n });
        const inserted = await insert(points, real.points, present, chunks / scale, seededRandom(seed + present));
        add('insert', inserted, chunks / scale - present);
        present = chunks / scale;
        add('index complete after the last insert', await untilIndexed(engine), 1);
        log(`${size}: inserted at ${inserted.toFixed(0)} chunks/s, indexed`);
        const filter = { must: [{ field: 'access', anyOf: ACCESS }] };
        for (const [name, using] of [
          ['sentences', 'sentence'],
          ['sections', 'section'],
        ] as const) {
          add(`recall@10 of ${name}`, await recallAtTen(points, using, vectors, filter), vectors.length);
        }
        embedded.length = 0;
        measured.push(...(await measure(knowledge, asked, size, { url, embedded, seconds: 20 / scale })));
        times.push(...embedded);
        add('memory of the engine', residentMb('qdrant'), 1);
        log(`${size}: measured`);
      }
      measured.push(
        { name: 'embedding of a question: p50', value: quantile(times, 0.5), n: times.length },
        { name: 'embedding of a question: p95', value: quantile(times, 0.95), n: times.length },
        { name: 'embedding of passages', value: real.embeddedTexts / real.seconds, n: real.embeddedTexts },
        { name: 'memory of the models', value: residentMb('models'), n: 1 },
        {
          name: 'memory of the measuring process with the service',
          value: process.memoryUsage.rss() / 1_048_576,
          n: 1,
        },
      );
      return measured;
    } finally {
      await stack.stop();
    }
  },
};

/** Writes up to so many points, those that are there already excepted; points per second. */
async function insert(
  points: TenantVectors,
  real: readonly VectorPoint[],
  from: number,
  to: number,
  random: () => number,
): Promise<number> {
  const variants = new Map<number, Variant>();
  const pointAt = (place: number): VectorPoint => {
    const point = real[place % real.length] as VectorPoint;
    const number = Math.floor(place / real.length);
    if (number === 0) return point;
    const variant = variants.get(number) ?? new Variant(number, random);
    variants.set(number, variant);
    return variant.of(point);
  };
  const started = performance.now();
  for (let at = from; at < to; at += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, to - at) }, (_, i) => pointAt(at + i));
    await points.upsert(batch);
  }
  return (to - from) / ((performance.now() - started) / 1_000);
}

/** Seconds from now until searches use the graph for everything that needs one. @throws after ten minutes */
async function untilIndexed(engine: VectorEngine): Promise<number> {
  const started = performance.now();
  while (!(await engine.info(COLLECTION)).indexed) {
    if (performance.now() - started > LONGEST_BUILD_MS) throw new Error('the index is not there after ten minutes');
    await sleep(250);
  }
  return (performance.now() - started) / 1_000;
}

async function measure(
  { retriever, answerer }: Knowledge,
  questions: readonly string[],
  size: string,
  { url, embedded, seconds }: { readonly url: string; readonly embedded: readonly number[]; readonly seconds: number },
): Promise<Measurement[]> {
  const reader = { tenant: TENANT, access: ACCESS };
  const search = (query: string) => retriever.search({ query, limit: 10, unit: 'sentence', filters: {} }, reader);
  let request = 0;
  const answer = (question: string) =>
    answerer.answer(
      { question, reader, filters: {}, maxSentences: 3, caller: 'benchmark' },
      { requestId: `request-${++request}` },
    );
  for (const question of questions.slice(0, 20)) await search(question);
  const searched = await timed(questions, search);
  const engineTime = new EngineTime(url);
  const own: number[] = [];
  const engine: number[] = [];
  try {
    for (const question of questions) {
      engineTime.take();
      const [ms = 0] = await timed([question], search);
      const inEngine = engineTime.take();
      engine.push(inEngine);
      own.push(ms - inEngine - (embedded.at(-1) ?? 0));
    }
  } finally {
    engineTime.restore();
  }
  const answered = await timed(questions, answer);
  const rates = {
    search: await throughput(questions, { clients: CLIENTS, seconds }, search),
    answer: await throughput(questions, { clients: CLIENTS, seconds }, answer),
  };
  const quantiles = Object.entries({ search: latencies(searched), answer: latencies(answered) }).flatMap(
    ([what, { p50, p95, p99, n }]) =>
      Object.entries({ p50, p95, p99 }).map(([name, value]) => ({ name: `${what}, ${size}: ${name}`, value, n })),
  );
  return [
    ...quantiles,
    { name: `search, ${size}: per second`, ...rates.search },
    { name: `answer, ${size}: per second`, ...rates.answer },
    { name: `service beyond engine and embedding, ${size}: p95`, value: quantile(own, 0.95), n: own.length },
    { name: `engine, ${size}: p95`, value: quantile(engine, 0.95), n: engine.length },
  ];
}

/** Resident memory of a process, MB. */
function residentOf(pid: number): number {
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

export default benchmark;
