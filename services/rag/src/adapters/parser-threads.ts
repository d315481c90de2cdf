import { Worker } from 'node:worker_threads';
import { type CatalogueEntry, type ErrorDetails, StellwerkError } from '@stellwerk/contracts';
import type { IncomingDocument } from '../domain/document.js';
import { tooLarge } from '../domain/documents/document-text.js';
import { defaultLimits, type ParsedFile, type ParseOptions } from '../domain/documents/parsed-file.js';
import { errors } from '../errors.js';

/** Grows whenever the same bytes give another text or other blocks. */
export const PARSER_VERSION = 1;

export interface ParserTask {
  readonly incoming: Pick<
    IncomingDocument,
    'mediaType' | 'bytes' | 'title' | 'language' | 'publishedAt' | 'documentId'
  >;
  readonly options: ParseOptions;
}

export type ParserAnswer =
  | { readonly parsed: ParsedFile }
  | {
      readonly refusal: { readonly entry: CatalogueEntry; readonly details: ErrorDetails; readonly field?: string };
      /** Whether the thread may still be at work on what it has refused. */
      readonly isSpent?: true;
    };

export interface ParserLimits {
  /** Longest that a document is read. */
  readonly maxMs: number;
  /** Heap and buffers of one thread together. */
  readonly maxMegabytes: number;
  /** Documents that are read at the same time. */
  readonly threads: number;
  /** Documents that may wait. */
  readonly maxWaiting: number;
}

const LIMITS: ParserLimits = { maxMs: 60_000, maxMegabytes: 512, threads: 1, maxWaiting: 64 };
const THREAD = new URL('./parser-thread.js', import.meta.url);
/** The limit of the heap does not see buffers, into which packed streams unpack; they are looked at this often. */
const WATCH_MS = 50;
const MEGABYTE = 1_048_576;

/** A thread that holds more than this share of its bound between two documents is not used again. */
const KEPT_SHARE = 0.4;

/**
 * Reads documents in threads of their own: a file that asks for too much time or memory, or brings a parser down, ends with its
 * thread, and the service keeps answering. A thread that has read a document reads the next one.
 */
export class ParserThreads {
  readonly version = PARSER_VERSION;
  readonly #limits: ParserLimits;
  readonly #queue: (() => void)[] = [];
  readonly #threads = new Set<Worker>();
  readonly #idle: Worker[] = [];
  #busy = 0;
  #isClosed = false;

  /** @param thread Module of the thread; another one in tests, since threads run built code alone */
  constructor(
    limits: Partial<ParserLimits> = {},
    private readonly thread: URL = THREAD,
  ) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * @throws StellwerkError RAG_DOCUMENTS_BUSY, RAG_DOCUMENT_TOO_COSTLY, RAG_DOCUMENT_INTERRUPTED, and those of `parseDocument`
   * @throws the signal's reason
   */
  async parse(document: ParserTask['incoming'], signal?: AbortSignal, options: ParseOptions = {}): Promise<ParsedFile> {
    const { maxBytes } = { ...defaultLimits, ...options.limits };
    if (document.bytes.length > maxBytes) throw tooLarge(maxBytes, 'bytes');
    if (this.#queue.length >= this.#limits.maxWaiting)
      throw new StellwerkError(errors.DOCUMENTS_BUSY, { waiting: this.#queue.length });
    if (this.#busy >= this.#limits.threads) await new Promise<void>((turn) => this.#queue.push(turn));
    else this.#busy++;
    try {
      signal?.throwIfAborted();
      if (this.#isClosed) throw new StellwerkError(errors.DOCUMENT_INTERRUPTED);
      return await this.#run(this.#idleThread() ?? this.#start(), taskOf(document, options), signal);
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#busy--;
    }
  }

  /** Ends what is running and what waits. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#threads].map((worker) => worker.terminate()));
  }

  /** One that has not ended meanwhile. */
  #idleThread(): Worker | undefined {
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop())
      if (this.#threads.has(worker)) return worker;
    return undefined;
  }

  #start(): Worker {
    const worker = new Worker(this.thread, { resourceLimits: { maxOldGenerationSizeMb: this.#limits.maxMegabytes } });
    this.#threads.add(worker);
    worker.once('exit', () => this.#threads.delete(worker));
    // Whoever has a document read hears of the error as well; between two documents nobody has anything to lose.
    worker.on('error', () => this.#threads.delete(worker));
    return worker;
  }

  #run(worker: Worker, task: ParserTask, signal: AbortSignal | undefined): Promise<ParsedFile> {
    const { maxMs, maxMegabytes } = this.#limits;
    const costs = { seconds: maxMs / 1_000, megabytes: maxMegabytes };
    const tooCostly = () => new StellwerkError(errors.DOCUMENT_TOO_COSTLY, costs, { field: 'bytes' });
    return new Promise((resolve, reject) => {
      const end = (reason: unknown) => {
        done();
        reject(reason);
        void worker.terminate();
      };
      const timer = setTimeout(() => end(tooCostly()), maxMs);
      const watch = setInterval(async () => {
        if ((await megabytesOf(worker)) > maxMegabytes) end(tooCostly());
      }, WATCH_MS);
      const onAbort = () => end(signal?.reason);
      const onMessage = async (answer: ParserAnswer) => {
        done();
        if ('isSpent' in answer) await worker.terminate();
        else await this.#keep(worker);
        if ('parsed' in answer) resolve(answer.parsed);
        else reject(restored(answer.refusal));
      };
      const onError = (error: NodeJS.ErrnoException) =>
        end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooCostly() : error);
      // Only a thread that was ended from outside exits without an answer or an error.
      const onExit = () => end(new StellwerkError(errors.DOCUMENT_INTERRUPTED));
      const done = () => {
        clearTimeout(timer);
        clearInterval(watch);
        signal?.removeEventListener('abort', onAbort);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      };
      signal?.addEventListener('abort', onAbort);
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.ref();
      worker.postMessage(task);
    });
  }

  /** A thread that waits for a document keeps no process alive. */
  async #keep(worker: Worker): Promise<void> {
    worker.unref();
    if ((await megabytesOf(worker)) > KEPT_SHARE * this.#limits.maxMegabytes) await worker.terminate();
    else if (this.#threads.has(worker)) this.#idle.push(worker);
  }
}

/** What a thread needs, and nothing else of a document. */
function taskOf(document: ParserTask['incoming'], options: ParseOptions): ParserTask {
  const { mediaType, bytes, documentId, title, language, publishedAt } = document;
  const given = {
    ...(title !== undefined && { title }),
    ...(language !== undefined && { language }),
    ...(publishedAt !== undefined && { publishedAt }),
  };
  return { incoming: { mediaType, bytes, documentId, ...given }, options };
}

/** Megabytes that a thread holds; 0 once it has ended. */
async function megabytesOf(worker: Worker): Promise<number> {
  try {
    const { used_heap_size: heap, external_memory: buffers } = await worker.getHeapStatistics();
    return (heap + buffers) / MEGABYTE;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_NOT_RUNNING') return 0;
    throw error;
  }
}

function restored({ entry, details, field }: Extract<ParserAnswer, { refusal: unknown }>['refusal']): StellwerkError {
  return new StellwerkError(entry, details, field === undefined ? {} : { field });
}
