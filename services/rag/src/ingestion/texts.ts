import type { DocumentVersion, ParsedDocument } from '../domain/document.js';
import type { StoredTexts } from '../domain/ports.js';
import { KeyedLock } from '../ledger/keyed-lock.js';
import type { Ledger } from '../ledger/ledger.js';
import type { VersionRecord } from '../ledger/records.js';
import type { BlobStore } from './ports.js';

/** Bytes with their address. */
export interface StoredBytes {
  readonly address: string;
  readonly bytes: Uint8Array;
}

type Structure = Omit<ParsedDocument, 'text'>;

/** Original bytes, texts and structures of versions. A blob stays as long as one version of its tenant needs it. */
export class VersionTexts implements StoredTexts {
  readonly #lock = new KeyedLock();

  constructor(
    private readonly ledger: Ledger,
    private readonly blobs: BlobStore,
  ) {}

  /**
   * Stores blobs that a holder needs, such as a version of a document, together with what else is to be recorded.
   * @param record Writes to the ledger in the same transaction as the claims
   */
  store(tenant: string, holder: readonly string[], blobs: readonly StoredBytes[], record: () => void): Promise<void> {
    return this.#lock.runAll(
      blobs.map(({ address }) => `${tenant}/${address}`),
      async () => {
        // First the claims, so that nobody who gives up the same blob removes it.
        this.ledger.transaction(() => {
          for (const { address } of blobs) this.ledger.holdBlob(tenant, address, holder);
          record();
        });
        for (const { bytes } of blobs) await this.blobs.put(tenant, bytes);
      },
    );
  }

  /** Gives up a holder's claim, and before it the blob where nobody else needs it. */
  release(tenant: string, address: string, holder: readonly string[]): Promise<void> {
    return this.#lock.run(`${tenant}/${address}`, async () => {
      const holders = this.ledger.blobHolders(tenant, address);
      const isShared = holders.some((other) => other.join('\n') !== holder.join('\n'));
      if (!isShared) await this.blobs.remove(tenant, address);
      await this.ledger.releaseBlob(tenant, address, holder);
    });
  }

  bytes(tenant: string, address: string): Promise<Uint8Array | undefined> {
    return this.blobs.get(tenant, address);
  }

  /** Text and structure as they were stored; undefined where they were erased. */
  async parsed(version: VersionRecord): Promise<ParsedDocument | undefined> {
    const { tenant, textBlob, structureBlob } = version;
    const [text, structure] = [await this.#text(tenant, textBlob), await this.#text(tenant, structureBlob)];
    if (text === undefined || structure === undefined) return undefined;
    return { ...(JSON.parse(structure) as Structure), text };
  }

  async textOf(tenant: string, { documentId, version }: DocumentVersion): Promise<string | undefined> {
    const record = this.ledger.version(tenant, documentId, version);
    if (record?.state !== 'complete' && record?.state !== 'superseded') return undefined;
    return this.#text(tenant, record.textBlob);
  }

  async isCurrent(tenant: string, { documentId, version }: DocumentVersion): Promise<boolean> {
    return this.ledger.document(tenant, documentId)?.serving === version;
  }

  async #text(tenant: string, address: string): Promise<string | undefined> {
    const bytes = await this.blobs.get(tenant, address);
    return bytes && new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  }
}

/** Structure of a document without its text, as it is stored. */
export function structureBytes({ title, language, blocks }: Structure): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ title, language, blocks }));
}
