import type { Kafka } from 'kafkajs';
import { backoffMs, pause } from '../delivery/backoff.js';
import type { Table, TableOptions } from '../port.js';
import { Reader } from './reader.js';
import type { SharedAdmin } from './shared-admin.js';

/** Well below the second within which a change must show. */
const TABLE_WAIT_MS = 200;

export interface TableContext {
  readonly kafka: Kafka;
  readonly admin: SharedAdmin;
  readonly onFatal: (error: unknown) => void;
}

/** Reads a topic from its beginning and stays on it; connects in the background for as long as it takes. */
export function readTable(context: TableContext, options: TableOptions): Table {
  return new KafkaTable(context, options);
}

class KafkaTable implements Table {
  readonly ready: Promise<void>;
  readonly #stopping = new AbortController();
  readonly #isReady: () => void;
  /** Partitions whose history is not read yet, with the offset at which it ends. */
  #missing = new Map<number, bigint>();
  #reader: Reader | null = null;

  constructor(
    private readonly context: TableContext,
    private readonly options: TableOptions,
  ) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ready = promise;
    this.#isReady = resolve;
    void this.#start();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('the table stops'));
    await this.#reader?.stop();
  }

  async #start(): Promise<void> {
    for (let failures = 1; !this.#stopping.signal.aborted; failures++) {
      try {
        await this.#open();
        return;
      } catch {
        // No broker, or not yet this topic: `ready` keeps waiting, and health shows the broker.
        await this.#reader?.stop();
        await pause(backoffMs(failures), this.#stopping.signal).catch(() => {});
      }
    }
  }

  async #open(): Promise<void> {
    const { topic } = this.options;
    const { kafka, admin, onFatal } = this.context;
    const offsets = await admin.offsets(topic);
    this.#missing = new Map();
    const from = new Map<number, bigint>();
    for (const [partition, { low, high }] of offsets) {
      const wanted = this.options.startAt?.(partition) ?? low;
      const start = wanted < low || wanted > high ? low : wanted;
      from.set(partition, start);
      if (high > start) this.#missing.set(partition, high);
    }
    this.#reader = new Reader({
      kafka,
      topic,
      from,
      maxWaitTimeMs: TABLE_WAIT_MS,
      goesOn: true,
      failed: onFatal,
      receive: async (partition, messages) => {
        for (const message of messages) this.options.apply(message);
        const end = this.#missing.get(partition);
        if (end !== undefined && (this.#reader?.next(partition) ?? 0n) >= end) this.#missing.delete(partition);
        if (this.#missing.size === 0) this.#isReady();
      },
    });
    await this.#reader.start();
    if (this.#missing.size === 0) this.#isReady();
    if (this.#stopping.signal.aborted) await this.#reader.stop();
  }
}
