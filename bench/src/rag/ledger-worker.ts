import { setTimeout as sleep } from 'node:timers/promises';
import { createGenerationTools, visibleAt } from '@stellwerk/rag';
import { HashEmbedding } from '@stellwerk/rag/testing';
import { createVectorEngine } from '@stellwerk/vectors';
import { seededRandom } from '../random.js';
import { documentsOf, readCorpus, TENANT } from './corpus.js';
import { GRACE_MS, openIndex } from './open-index.js';

/** What the measuring process gives a worker. */
export interface WorkerOrder {
  readonly folder: string;
  readonly engine: { readonly url: string; readonly apiKey: string };
  readonly corpus: readonly string[];
  readonly documents: number;
  readonly round: number;
  readonly seed: number;
}

/** What a worker tells. */
export type WorkerNews =
  | { readonly kind: 'recovered'; readonly milliseconds: number; readonly audit: RecoveredState }
  | { readonly kind: 'round'; readonly round: number }
  | { readonly kind: 'reads'; readonly reads: number; readonly wrong: readonly string[] }
  | { readonly kind: 'repeated'; readonly points: number; readonly embeddings: number; readonly unchanged: number };

export interface RecoveredState {
  readonly expected: number;
  readonly present: number;
  readonly differing: number;
  readonly mixed: number;
  readonly stray: number;
  readonly unfinished: number;
}

export const DIMENSIONS = 64;
/** Every so many documents are deleted at the beginning of a round and come back in it. */
const DELETED_EVERY = 50;
const READ_PAUSE_MS = 20;

const order = JSON.parse(process.argv[2] ?? '') as WorkerOrder;
const tell = (news: WorkerNews) => process.send?.(news);
const model = new HashEmbedding(DIMENSIONS);
const tools = createGenerationTools(model);
let stop = new AbortController();
let work: Promise<unknown> = Promise.resolve();
const index = openIndex(order.folder, createVectorEngine(order.engine), [tools]);
const corpus = readCorpus(order.corpus).slice(0, order.documents);

/** Start or return of the engine: reconcile, then hold every point against the ledger before anything new is written. */
async function recover(): Promise<void> {
  const started = performance.now();
  await index.start(tools.generation);
  const milliseconds = performance.now() - started;
  const [found] = await index.audit(TENANT);
  if (!found) throw new Error('there is no generation');
  const { expected, present, differing, mixed, stray } = found;
  const unfinished = index.ledger.stagedVersions().length + index.ledger.intents().length;
  const lists = { differing: differing.length, mixed: mixed.length, stray: stray.length };
  tell({ kind: 'recovered', milliseconds, audit: { expected, present, ...lists, unfinished } });
  await index.ingestion.resume({ signal: stop.signal });
}

/** Reads documents while they change: at any moment exactly the points of the version that the ledger serves. */
async function readOn(signal: AbortSignal): Promise<void> {
  const random = seededRandom(order.seed);
  while (!signal.aborted) {
    await sleep(READ_PAUSE_MS);
    const { documentId = '' } = corpus[Math.floor(random() * corpus.length)] ?? {};
    const served = index.ledger.document(TENANT, documentId);
    const version = served && index.ledger.served(served);
    if (!version || served.deletion) continue;
    const [sequence, revision] = [index.ledger.sequence(TENANT), version.revision];
    const { name } = index.generations.live();
    const filter = { must: [{ field: 'documentId', anyOf: [documentId] }, ...visibleAt(sequence)] };
    try {
      const versions = new Set<string>();
      let points = 0;
      for await (const page of index.generations.live().points(TENANT).scroll(filter, { withPayload: true })) {
        for (const { payload } of page) {
          versions.add(String(payload?.version));
          points++;
        }
      }
      const now = index.ledger.document(TENANT, documentId);
      // A deletion takes points from readers too, at once and on purpose.
      if (now?.deletion || index.ledger.version(TENANT, documentId, version.version)?.revision !== revision) continue;
      const wrong: string[] = [];
      if (versions.size !== 1 || !versions.has(version.version) || points !== version.generations[name]?.points)
        wrong.push(`${documentId}: ${points} points of ${versions.size} versions at ${sequence}`);
      // At once: a worker that is killed tells nothing later.
      tell({ kind: 'reads', reads: 1, wrong });
    } catch {
      // The engine was killed in the midst of it.
    }
  }
}

async function writeRounds(from: number, signal: AbortSignal): Promise<void> {
  const reading = readOn(signal);
  for (let round = from; !signal.aborted; round++) {
    const documents = documentsOf(corpus, round);
    const leaving = documents.filter((_one, at) => at % DELETED_EVERY === round % DELETED_EVERY);
    try {
      await index.removal.remove(
        TENANT,
        leaving.map(({ documentId }) => documentId),
      );
      await index.ingestion.ingest(documents, { signal });
      await index.sweep();
    } catch {
      // The engine was killed: told to stop, or next round.
      await sleep(50);
    }
    if (!signal.aborted) tell({ kind: 'round', round: round + 1 });
  }
  await reading;
}

async function finish(round: number): Promise<void> {
  const documents = documentsOf(corpus, round);
  await index.ingestion.ingest(documents);
  // The grace of requests, so that nothing superseded is left.
  await sleep(GRACE_MS);
  await index.sweep();
  const computed = model.computed;
  const { pointsWritten, outcomes } = await index.ingestion.ingest(documents);
  tell({
    kind: 'repeated',
    points: pointsWritten,
    embeddings: model.computed - computed,
    unchanged: outcomes.unchanged,
  });
  await recover();
}

interface Command {
  readonly command: 'pause' | 'recover' | 'finish';
  readonly round: number;
}

async function obey({ command, round }: Command): Promise<void> {
  if (command === 'pause') {
    process.send?.({ kind: 'paused' });
    return;
  }
  stop = new AbortController();
  if (command === 'finish') {
    await recover();
    await finish(round);
    process.send?.({ kind: 'finished' });
    return;
  }
  await recover();
  work = writeRounds(round, stop.signal);
}

// One after the other: what is under way ends first, and at once where it is told to pause.
let last: Promise<unknown> = recover().then(() => {
  work = writeRounds(order.round, stop.signal);
});
process.on('message', (command: Command) => {
  if (command.command === 'pause') stop.abort();
  last = last.then(() => work).then(() => obey(command));
});
await last;
