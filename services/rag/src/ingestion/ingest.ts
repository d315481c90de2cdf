import type { IncomingDocument } from '../domain/document.js';
import type { Ledger } from '../ledger/ledger.js';
import { ByteBudget } from './byte-budget.js';
import type { DocumentIngester } from './document-ingester.js';
import type { DocumentOutcome } from './outcome.js';
import type { Clock } from './ports.js';
import { type IngestionProgress, ProgressCounter } from './progress.js';
import type { VersionTexts } from './texts.js';
import type { WriteOptions } from './write-version.js';

export interface IngestionLimits {
  /** Documents that are worked on at a time. */
  readonly concurrency: number;
  /** Bytes of documents in memory at a time. */
  readonly maxBytesInFlight: number;
}

export interface IngestionOptions {
  readonly signal?: AbortSignal;
  /** After every document and every written batch of chunks. */
  readonly onProgress?: (progress: IngestionProgress) => void;
  readonly onOutcome?: (outcome: DocumentOutcome) => void;
  /** Where it is known beforehand; of an array it is. */
  readonly total?: number;
}

export type OutcomeCounts = Readonly<Record<DocumentOutcome['outcome'], number>>;

/** What a run did. */
export interface IngestionSummary {
  readonly outcomes: OutcomeCounts;
  readonly pointsWritten: number;
  readonly embeddingsComputed: number;
  /** Outcomes that have an error, the first thousand. */
  readonly errors: readonly DocumentOutcome[];
}

export interface IngestionParts {
  readonly ingester: DocumentIngester;
  readonly ledger: Ledger;
  readonly texts: VersionTexts;
  readonly clock: Clock;
  readonly limits: IngestionLimits;
}

const MOST_ERRORS = 1_000;

/** Runs over many documents: a bounded number at a time, each drawn from the input only when there is room for it. */
export class Ingestion {
  readonly #budget: ByteBudget;

  constructor(private readonly parts: IngestionParts) {
    this.#budget = new ByteBudget(parts.limits.maxBytesInFlight);
  }

  /**
   * Ingests documents; one that fails stops no other. After `signal` nothing new is begun, what is under way ends as
   * `cancelled`, and the same call again goes on where it stopped.
   */
  ingest(
    documents: Iterable<IncomingDocument> | AsyncIterable<IncomingDocument>,
    options: IngestionOptions = {},
  ): Promise<IngestionSummary> {
    const total = options.total ?? (Array.isArray(documents) ? documents.length : undefined);
    const { ingester } = this.parts;
    return this.#run(documents, total, options, (document, writing) =>
      this.#budget.hold(document.bytes.length, () => ingester.ingest(document, writing)),
    );
  }

  /** Goes on with what was accepted and not decided: after a start, and after an outage. */
  resume(options: IngestionOptions = {}): Promise<IngestionSummary> {
    const { ledger, texts, ingester } = this.parts;
    const pending = ledger.allPending();
    return this.#run(pending, pending.length, options, async (one, writing) => {
      const bytes = await texts.bytes(one.tenant, one.blob);
      // Without its bytes it never was accepted wholly: whoever handed it in got no answer.
      return bytes && this.#budget.hold(bytes.length, () => ingester.resume(one, bytes, writing));
    });
  }

  async #run<Item extends object>(
    items: Iterable<Item> | AsyncIterable<Item>,
    total: number | undefined,
    { signal, onProgress, onOutcome }: IngestionOptions,
    one: (item: Item, writing: WriteOptions) => Promise<DocumentOutcome | undefined>,
  ): Promise<IngestionSummary> {
    const { clock, limits } = this.parts;
    const progress = new ProgressCounter(clock.now(), total);
    const tell = () => onProgress?.(progress.at(clock.now()));
    const tally = new Tally();
    const draw = drawFrom(items);
    const writing: WriteOptions = {
      signal,
      onChunks: (chunks, tokens) => {
        progress.addChunks(chunks, tokens);
        tell();
      },
    };
    const work = async () => {
      for (let next = await draw(); next && !signal?.aborted; next = await draw()) {
        const outcome = await one(next, writing);
        if (!outcome) continue;
        progress.addDocument();
        tally.add(outcome);
        onOutcome?.(outcome);
        tell();
      }
    };
    await Promise.all(Array.from({ length: limits.concurrency }, work));
    return tally.summary();
  }
}

/** The next item of an input that several ask: one at a time, `undefined` at its end. */
function drawFrom<Item extends object>(items: Iterable<Item> | AsyncIterable<Item>) {
  const iterator = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let last: Promise<unknown> = Promise.resolve();
  return (): Promise<Item | undefined> => {
    const mine = last.then(async () => {
      const { done, value } = await iterator.next();
      return done ? undefined : value;
    });
    last = mine.catch(() => undefined);
    return mine;
  };
}

class Tally {
  readonly #outcomes = { indexed: 0, updated: 0, unchanged: 0, rejected: 0, failed: 0, cancelled: 0 };
  #pointsWritten = 0;
  #embeddingsComputed = 0;
  readonly #errors: DocumentOutcome[] = [];

  add(outcome: DocumentOutcome): void {
    this.#outcomes[outcome.outcome]++;
    this.#pointsWritten += outcome.pointsWritten;
    this.#embeddingsComputed += outcome.embeddingsComputed;
    if (outcome.error && this.#errors.length < MOST_ERRORS) this.#errors.push(outcome);
  }

  summary(): IngestionSummary {
    return {
      outcomes: { ...this.#outcomes },
      pointsWritten: this.#pointsWritten,
      embeddingsComputed: this.#embeddingsComputed,
      errors: this.#errors,
    };
  }
}
