import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';
import type { VectorCache, VectorCacheKey } from './ports.js';

/** Sorts after the end of a name and before every longer name: names hold no control characters. */
const AFTER = '\u0005';

/**
 * Vectors of a document's texts by digest of the text, so that unchanged sentences of a new version are not embedded again.
 * They belong to the document and go with it; no tenant and no document sees those of another. What it holds is computed
 * again where it is lost, so it does not wait for the disk.
 */
export class LmdbVectorCache implements VectorCache {
  readonly #store: LocalStore;
  readonly #vectors: LocalTable<Buffer, string[]>;

  /** @throws UnavailableError */
  constructor(stateDir: string) {
    this.#store = LocalStore.open(join(stateDir, 'vectors.mdb'), { maxTables: 1, outlives: 'process' });
    this.#vectors = this.#store.table('vectors', { encoding: 'binary' });
  }

  get(key: VectorCacheKey, texts: readonly string[]): (Float32Array | undefined)[] {
    return texts.map((text) => {
      const bytes = this.#vectors.get(keyOf(key, text));
      return bytes && new Float32Array(Uint8Array.from(bytes).buffer);
    });
  }

  put(key: VectorCacheKey, entries: readonly { readonly text: string; readonly vector: Float32Array }[]): void {
    this.#store.transaction(() => {
      for (const { text, vector } of entries)
        this.#vectors.put(keyOf(key, text), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength));
    });
  }

  remove(tenant: string, documentId: string): void {
    this.#store.transaction(() => {
      const range = { start: [tenant, documentId], end: [tenant, `${documentId}${AFTER}`] };
      for (const key of this.#vectors.keys(range)) this.#vectors.remove(key);
    });
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

const keyOf = ({ tenant, documentId, space }: VectorCacheKey, text: string): string[] => [
  tenant,
  documentId,
  space,
  createHash('sha256').update(text).digest('hex').slice(0, 32),
];
