import { setTimeout as sleep } from 'node:timers/promises';
import { QdrantClient } from '@qdrant/js-client-rest';
import { type Call, runCall } from './calls.js';

export interface ConnectionOptions {
  /** Base URL, such as `http://127.0.0.1:6333`. */
  readonly url: string;
  readonly apiKey?: string;
  /** Default 10 s. */
  readonly readTimeoutMs?: number;
  /** Default 60 s. */
  readonly writeTimeoutMs?: number;
  /** Attempts of an idempotent request, the first included; default 3. */
  readonly attempts?: number;
  /** Random numbers in [0, 1); default Math.random. Only the pauses between attempts depend on it. */
  readonly random?: () => number;
}

/** Connections at the same time, kept alive between requests. */
const MAX_CONNECTIONS = 32;

export type ClientWork<Value> = (client: QdrantClient) => Promise<Value>;

/** The client of the engine, with a time-out of its own for reads and for writes. */
export class Connection {
  readonly #reader: QdrantClient;
  readonly #writer: QdrantClient;
  readonly #readOptions;
  readonly #writeOptions;

  constructor(options: ConnectionOptions) {
    const { readTimeoutMs = 10_000, writeTimeoutMs = 60_000, attempts = 3, random = Math.random } = options;
    const shared = { attempts, random, sleep: async (ms: number) => void (await sleep(ms)) };
    this.#readOptions = { ...shared, timeoutMs: readTimeoutMs };
    this.#writeOptions = { ...shared, timeoutMs: writeTimeoutMs };
    this.#reader = createClient(options, readTimeoutMs);
    this.#writer = createClient(options, writeTimeoutMs);
  }

  /** @throws catalogue errors alone, as `write` does. */
  read<Value>(call: Call, work: ClientWork<Value>): Promise<Value> {
    return runCall(call, this.#readOptions, () => work(this.#reader));
  }

  write<Value>(call: Call, work: ClientWork<Value>): Promise<Value> {
    return runCall(call, this.#writeOptions, () => work(this.#writer));
  }
}

/** The key goes into a header of our own: the client would warn of plain HTTP on loopback. */
function createClient({ url, apiKey }: ConnectionOptions, timeout: number): QdrantClient {
  return new QdrantClient({
    url,
    timeout,
    maxConnections: MAX_CONNECTIONS,
    checkCompatibility: false,
    ...(apiKey && { headers: { 'api-key': apiKey } }),
  });
}
