import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Purpose, purposes, type SealedBytes } from '@stellwerk/contracts';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';
import { openBox, openIfIntact, sealBox } from './aes-box.js';
import { readOrCreateKey } from './key-files.js';

/**
 * Keeps one key per identifier. What is sealed under it travels; the key never does. Every method throws `UnavailableError`
 * for what the disk refuses.
 */
export interface IdentifierVault {
  /**
   * Seals an identifier for purposes, or returns `null` where it has been sealed for all of them and {@link confirm}ed.
   * The key is durable before the box leaves this function.
   */
  seal(tenant: string, key: string, value: string, purposes: readonly Purpose[]): SealedIdentifier | null;
  /** Notes that a box is out, so that it travels once. */
  confirm(tenant: string, sealed: SealedIdentifier): void;
  /** What an identifier has been sealed for; `null` = its key has been destroyed, or never was. */
  purposesOf(tenant: string, key: string): readonly Purpose[] | null;
  /**
   * The value, or `null` where its key has been destroyed, or the box was changed or sealed under an earlier key.
   * @throws when the box belongs to another tenant
   */
  open(tenant: string, sealed: SealedBytes): string | null;
  /** Destroys the key of an identifier: no box of it can be opened any more. `false` = there was none. */
  destroy(tenant: string, key: string): boolean;
  close(): Promise<void>;
}

export interface SealedIdentifier {
  readonly key: string;
  /** Everything the identifier is sealed for from now on. */
  readonly purposes: readonly Purpose[];
  readonly sealed: SealedBytes;
}

/** The key of one identifier, wrapped under that of the tenant, and what its box is known to be out for. */
interface Entry {
  readonly wrapped: SealedBytes;
  readonly purposes: readonly Purpose[];
}

const KEY_BYTES = 32;

/**
 * Keys in LMDB, each wrapped under a key file of its tenant. The folder belongs to one host: replicas of one host share it,
 * others keep their own, and a box can be opened where it was sealed.
 */
export function openIdentifierVault(folder: string): IdentifierVault {
  return new LmdbVault(LocalStore.open(join(folder, 'keys.mdb'), { maxTables: 1 }), folder);
}

class LmdbVault implements IdentifierVault {
  readonly #tenantKeys = new Map<string, Buffer>();

  readonly #entries: LocalTable<Entry, string>;

  constructor(
    private readonly store: LocalStore,
    private readonly folder: string,
  ) {
    this.#entries = store.table('keys');
  }

  seal(tenant: string, key: string, value: string, wanted: readonly Purpose[]): SealedIdentifier | null {
    const keyId = `${tenant}/${key}`;
    const known = this.#entries.get(keyId);
    if (known && wanted.every((purpose) => known.purposes.includes(purpose))) return null;
    const dataKey = known ? openBox(this.#tenantKey(tenant), known.wrapped) : this.#createKey(tenant, keyId);
    const all = purposes.filter((purpose) => wanted.includes(purpose) || known?.purposes.includes(purpose));
    return { key, purposes: all, sealed: sealBox(dataKey, keyId, Buffer.from(value)) };
  }

  confirm(tenant: string, { key, purposes: sealedFor }: SealedIdentifier): void {
    const keyId = `${tenant}/${key}`;
    const known = this.#entries.get(keyId);
    if (known) this.#entries.put(keyId, { ...known, purposes: sealedFor });
  }

  purposesOf(tenant: string, key: string): readonly Purpose[] | null {
    return this.#entries.get(`${tenant}/${key}`)?.purposes ?? null;
  }

  open(tenant: string, sealed: SealedBytes): string | null {
    if (!sealed.keyId.startsWith(`${tenant}/`)) throw new RangeError('the box belongs to another tenant');
    const known = this.#entries.get(sealed.keyId);
    if (!known) return null;
    // Boxes come from outside; that the wrapped key cannot be opened is a defect of ours.
    const dataKey = openBox(this.#tenantKey(tenant), known.wrapped);
    return openIfIntact(dataKey, sealed)?.toString('utf8') ?? null;
  }

  destroy(tenant: string, key: string): boolean {
    return this.#entries.remove(`${tenant}/${key}`);
  }

  async close(): Promise<void> {
    await this.store.close();
  }

  /** Two requests may ask at once: the first writes, both read what stands. */
  #createKey(tenant: string, keyId: string): Buffer {
    const wrapped = sealBox(this.#tenantKey(tenant), keyId, randomBytes(KEY_BYTES));
    this.store.transaction(() => {
      if (!this.#entries.has(keyId)) this.#entries.put(keyId, { wrapped, purposes: [] });
    });
    const standing = this.#entries.get(keyId) as Entry;
    return openBox(this.#tenantKey(tenant), standing.wrapped);
  }

  #tenantKey(tenant: string): Buffer {
    let key = this.#tenantKeys.get(tenant);
    if (!key) {
      key = readOrCreateKey(join(this.folder, `${tenant}.key`));
      this.#tenantKeys.set(tenant, key);
    }
    return key;
  }
}
