import { createHash } from 'node:crypto';
import { canonicalJson } from '@stellwerk/contracts';

/** SHA-256 over everything that an answer depends on; equal keys = the same question to the same model. */
export const exactKey = (parts: object): string => createHash('sha256').update(canonicalJson(parts)).digest('hex');

/** Entry and map overhead, beside what the value itself takes. */
const ENTRY_BYTES = 256;

/** Answers by their exact question. Bounded in bytes; what was not asked for longest goes first. */
export class ExactCache<Value> {
  readonly #entries = new Map<string, { readonly value: Value; readonly bytes: number }>();
  #bytes = 0;

  constructor(
    private readonly maxBytes: number,
    private readonly bytesOf: (value: Value) => number,
  ) {}

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: Value): void {
    this.#drop(key);
    const bytes = this.bytesOf(value) + ENTRY_BYTES;
    if (bytes > this.maxBytes) return;
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.maxBytes) break;
      this.#drop(oldest);
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  #drop(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
