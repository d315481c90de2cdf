import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atLeast, type Benchmark, exactly } from './benchmark.js';
import { corpusFiles } from './rag/corpus.js';
import { EngineProcess } from './rag/engine-process.js';
import type { RecoveredState, WorkerNews, WorkerOrder } from './rag/ledger-worker.js';
import { seededRandom } from './random.js';
import { quantile } from './statistics.js';

const KILLS = 100;
const KILLS_SHORT = 6;
/** Time between a recovery and the next kill, uniform. */
const BETWEEN_MS = { from: 150, to: 3_000 };
const DOCUMENTS_SHORT = 150;
/** On a loaded machine a single step may take long. */
const PATIENCE_MS = 600_000;

const benchmark: Benchmark = {
  name: 'rag.ledger',
  describe:
    'Kills of the service and of the engine while documents are ingested, replaced and deleted; then the ledger.',
  seed: 6101,
  load: { generator: 'in the measured process', cores: 0 },
  figures: {
    'kills of service or engine': { unit: 'kills', aim: atLeast(KILLS) },
    'expected minus present points, sum of absolute differences over recoveries': { unit: 'points', aim: exactly(0) },
    'documents that differ from the ledger after a recovery': { unit: 'documents', aim: exactly(0) },
    'documents seen in two versions': { unit: 'documents', aim: exactly(0) },
    'points that no version accounts for': { unit: 'points', aim: exactly(0) },
    'unfinished work after a recovery': { unit: 'versions', aim: exactly(0) },
    'reads during ingestion that were not exactly one whole version': { unit: 'reads', aim: exactly(0) },
    're-ingestion of the unchanged corpus: points written': { unit: 'points', aim: exactly(0) },
    're-ingestion of the unchanged corpus: embeddings computed': { unit: 'embeddings', aim: exactly(0) },
    'recovery, p50': { unit: 'ms', aim: null },
    'recovery, p95': { unit: 'ms', aim: null },
  },
  async run({ short, seed, folder, log, note, cut, data }) {
    const kills = short ? KILLS_SHORT : KILLS;
    if (short) cut(`${KILLS_SHORT} kills and ${DOCUMENTS_SHORT} documents`);
    note(
      'documents: 480 paragraphs of XQuAD-R and 896 answers of the FAQ; each round replaces a third and deletes and brings back a fiftieth',
    );
    note(
      'embeddings are deterministic vectors from hashed words: the measure is about completeness, not about quality',
    );
    note(
      'after each kill: restart, reconcile, then every point of the engine is read and held against the ledger, before anything new is written',
    );
    note('recovery = reconciliation without the start of the process and without the audit; on a loaded machine');
    const corpus = corpusFiles.map((file) => data(file));
    const engine = await EngineProcess.start(folder);
    const order = { folder, engine: engine.endpoint, corpus, documents: short ? DOCUMENTS_SHORT : 10_000, seed };
    const crew = new Crew(order);
    try {
      await crew.start();
      const random = seededRandom(seed);
      for (let kill = 1; kill <= kills; kill++) {
        await sleep(BETWEEN_MS.from + random() * (BETWEEN_MS.to - BETWEEN_MS.from));
        if (random() < 0.5) {
          await crew.kill();
          await crew.start();
        } else {
          await engine.end('SIGKILL');
          await engine.restart();
          await crew.recover();
        }
        if (kill % 10 === 0)
          log(`${kill} of ${kills} kills, round ${crew.round}, ${crew.recovered.at(-1)?.expected} points`);
      }
      await crew.finish();
    } finally {
      await crew.kill();
      await engine.end('SIGTERM');
    }
    const { recovered, recoveryMs, repeated } = crew;
    note(`${crew.round} rounds; ${recovered.at(-1)?.expected} points and ${repeated?.unchanged} documents at the end`);
    const sum = (of: (state: RecoveredState) => number) => recovered.reduce((total, state) => total + of(state), 0);
    const n = recovered.length;
    const all = (name: string, value: number) => ({ name, value, n });
    return [
      { name: 'kills of service or engine', value: kills, n: kills },
      all(
        'expected minus present points, sum of absolute differences over recoveries',
        sum(({ expected, present }) => Math.abs(expected - present)),
      ),
      all(
        'documents that differ from the ledger after a recovery',
        sum(({ differing }) => differing),
      ),
      all(
        'documents seen in two versions',
        sum(({ mixed }) => mixed),
      ),
      all(
        'points that no version accounts for',
        sum(({ stray }) => stray),
      ),
      all(
        'unfinished work after a recovery',
        sum(({ unfinished }) => unfinished),
      ),
      {
        name: 'reads during ingestion that were not exactly one whole version',
        value: crew.wrong.length,
        n: crew.reads,
      },
      {
        name: 're-ingestion of the unchanged corpus: points written',
        value: repeated?.points ?? Number.NaN,
        n: repeated?.unchanged ?? 0,
      },
      {
        name: 're-ingestion of the unchanged corpus: embeddings computed',
        value: repeated?.embeddings ?? Number.NaN,
        n: repeated?.unchanged ?? 0,
      },
      { name: 'recovery, p50', value: quantile(recoveryMs, 0.5), n },
      { name: 'recovery, p95', value: quantile(recoveryMs, 0.95), n },
    ];
  },
};

/** The service as a process that is killed, and what it told. */
class Crew {
  readonly recovered: RecoveredState[] = [];
  readonly recoveryMs: number[] = [];
  readonly wrong: string[] = [];
  reads = 0;
  round = 0;
  repeated: Extract<WorkerNews, { kind: 'repeated' }> | undefined;
  #worker: ChildProcess | undefined;

  constructor(private readonly order: Omit<WorkerOrder, 'round'>) {}

  /** Resolves when it has recovered and writes again. */
  async start(): Promise<void> {
    const script = join(import.meta.dirname, 'rag', 'ledger-worker.js');
    const worker = fork(script, [JSON.stringify({ ...this.order, round: this.round })], {
      env: { ...process.env, NODE_COMPILE_CACHE: join(this.order.folder, 'compiled') },
    });
    this.#worker = worker;
    worker.on('message', (news: WorkerNews) => this.#note(news));
    await this.#news('recovered');
  }

  /** After the engine was away: the work under way ends, and the same recovery runs in the same process. */
  async recover(): Promise<void> {
    const paused = this.#news('paused');
    this.#worker?.send({ command: 'pause', round: this.round });
    await paused;
    const recovered = this.#news('recovered');
    this.#worker?.send({ command: 'recover', round: this.round });
    await recovered;
  }

  async kill(): Promise<void> {
    const worker = this.#worker;
    if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
    const ended = once(worker, 'exit');
    worker.kill('SIGKILL');
    await ended;
  }

  async finish(): Promise<void> {
    const paused = this.#news('paused');
    this.#worker?.send({ command: 'pause', round: this.round });
    await paused;
    const finished = this.#news('finished');
    this.#worker?.send({ command: 'finish', round: this.round });
    await finished;
  }

  #note(news: WorkerNews): void {
    if (news.kind === 'recovered') {
      this.recovered.push(news.audit);
      this.recoveryMs.push(news.milliseconds);
    }
    if (news.kind === 'round') this.round = news.round;
    if (news.kind === 'repeated') this.repeated = news;
    if (news.kind === 'reads') {
      this.reads += news.reads;
      this.wrong.push(...news.wrong);
    }
  }

  #news(kind: WorkerNews['kind'] | 'paused' | 'finished'): Promise<void> {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => done(new Error(`waited in vain for "${kind}"`)), PATIENCE_MS);
      const onExit = (code: number | null) => done(new Error(`the service ended with ${code} before "${kind}"`));
      const onMessage = (news: { kind: string }) => news.kind === kind && done();
      const done = (error?: Error) => {
        clearTimeout(late);
        worker?.off('exit', onExit).off('message', onMessage);
        if (error) reject(error);
        else resolve();
      };
      worker?.on('exit', onExit).on('message', onMessage);
    });
  }
}

export default benchmark;
