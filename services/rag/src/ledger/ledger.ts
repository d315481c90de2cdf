import { join } from 'node:path';
import { LocalStore, type LocalTable } from '@stellwerk/local-state';
import type { IngestedEvent } from '../domain/ingested.js';
import type { GenerationRecord } from '../generations/generation-record.js';
import type { CommitIntent, DocumentRecord, DueWork, PendingRecord, VersionRecord } from './records.js';

/** Sorts after the end of a name and before every longer name: names hold no control characters. */
const AFTER = '\u0005';

const VERSIONS_PER_TRANSACTION = 1_000;

type DueKey = [number, string, string, string, string];

/**
 * What should be in the engine, and what should be done: LMDB, one writer, durable when a transaction returns. Every method
 * throws `UnavailableError` for what the disk refuses. It decides nothing; the modules beside it do.
 */
export class Ledger {
  readonly #store: LocalStore;
  readonly #documents: LocalTable<DocumentRecord, string[]>;
  readonly #bySource: LocalTable<true, string[]>;
  readonly #versions: LocalTable<VersionRecord, string[]>;
  readonly #pending: LocalTable<PendingRecord, string[]>;
  readonly #intents: LocalTable<CommitIntent, string>;
  readonly #sequences: LocalTable<number, string>;
  readonly #due: LocalTable<true, DueKey>;
  readonly #blobs: LocalTable<true, string[]>;
  readonly #generations: LocalTable<GenerationRecord, string>;
  readonly #outbox: LocalTable<IngestedEvent, number>;

  /**
   * @param outlives What a transaction outlives when it has returned
   * @throws UnavailableError
   */
  constructor(stateDir: string, outlives: 'machine' | 'process' = 'machine') {
    this.#store = LocalStore.open(join(stateDir, 'ledger.mdb'), { maxTables: 11, outlives });
    this.#documents = this.#store.table('documents');
    this.#bySource = this.#store.table('by-source');
    this.#versions = this.#store.table('versions');
    this.#pending = this.#store.table('pending');
    this.#intents = this.#store.table('intents');
    this.#sequences = this.#store.table('sequences');
    this.#due = this.#store.table('due');
    this.#blobs = this.#store.table('blobs');
    this.#generations = this.#store.table('generations');
    this.#outbox = this.#store.table('outbox');
  }

  /** All that the work writes stands when this returns, or nothing. */
  transaction<Result>(work: () => Result): Result {
    return this.#store.transaction(work);
  }

  /** As of which change requests read; 0 before the first. */
  sequence(tenant: string): number {
    return this.#sequences.get(tenant) ?? 0;
  }

  setSequence(tenant: string, sequence: number): void {
    this.#sequences.put(tenant, sequence);
  }

  tenants(): string[] {
    const tenants: string[] = [];
    for (let [next] = this.#documents.keys({ limit: 1 }); next; ) {
      const tenant = next[0] ?? '';
      tenants.push(tenant);
      [next] = this.#documents.keys({ start: [`${tenant}${AFTER}`], limit: 1 });
    }
    return tenants;
  }

  document(tenant: string, documentId: string): DocumentRecord | undefined {
    return this.#documents.get([tenant, documentId]);
  }

  putDocument(record: DocumentRecord): void {
    this.#documents.put([record.tenant, record.documentId], record);
    this.#bySource.put([record.tenant, record.source, record.documentId], true);
  }

  removeDocument({ tenant, source, documentId }: DocumentRecord): void {
    this.#documents.remove([tenant, documentId]);
    this.#bySource.remove([tenant, source, documentId]);
  }

  /** Documents of a tenant in the order of their ids, deleted ones included. */
  *documents(tenant: string): Generator<DocumentRecord> {
    for (const { value } of this.#documents.entries(below(tenant))) yield value;
  }

  /** Ids of the documents of a source, deleted ones included. */
  documentIds(tenant: string, source: string): string[] {
    return this.#bySource.keys(below(tenant, source)).map(([, , documentId = '']) => documentId);
  }

  version(tenant: string, documentId: string, version: string): VersionRecord | undefined {
    return this.#versions.get([tenant, documentId, version]);
  }

  versions(tenant: string, documentId: string): VersionRecord[] {
    return [...this.#versions.entries(below(tenant, documentId))].map(({ value }) => value);
  }

  /** The version that a document serves. */
  served({ tenant, documentId, serving }: DocumentRecord): VersionRecord | undefined {
    return serving === undefined ? undefined : this.version(tenant, documentId, serving);
  }

  putVersion(record: VersionRecord): void {
    this.#versions.put([record.tenant, record.documentId, record.version], record);
  }

  removeVersion({ tenant, documentId, version }: VersionRecord): void {
    this.#versions.remove([tenant, documentId, version]);
  }

  /** Versions that were being written, of all tenants. */
  stagedVersions(): VersionRecord[] {
    return [...this.#versions.entries()].map(({ value }) => value).filter(({ state }) => state === 'staged');
  }

  pending(tenant: string, documentId: string): PendingRecord | undefined {
    return this.#pending.get([tenant, documentId]);
  }

  allPending(): PendingRecord[] {
    return [...this.#pending.entries()].map(({ value }) => value);
  }

  putPending(record: PendingRecord): void {
    this.#pending.put([record.tenant, record.documentId], record);
  }

  removePending(tenant: string, documentId: string): void {
    this.#pending.remove([tenant, documentId]);
  }

  intent(tenant: string): CommitIntent | undefined {
    return this.#intents.get(tenant);
  }

  intents(): CommitIntent[] {
    return [...this.#intents.entries()].map(({ value }) => value);
  }

  putIntent(intent: CommitIntent): void {
    this.#intents.put(intent.tenant, intent);
  }

  removeIntent(tenant: string): void {
    this.#intents.remove(tenant);
  }

  putDue({ atMs, kind, tenant, documentId, version }: DueWork): void {
    this.#due.put([atMs, kind, tenant, documentId, version], true);
  }

  removeDue({ atMs, kind, tenant, documentId, version }: DueWork): void {
    this.#due.remove([atMs, kind, tenant, documentId, version]);
  }

  /** Work that is due at a moment, the oldest first. */
  due(nowMs: number): DueWork[] {
    return this.#due.keys({ end: [nowMs + 1, '', '', '', ''] }).map(([atMs, kind, tenant, documentId, version]) => ({
      atMs,
      kind: kind as DueWork['kind'],
      tenant,
      documentId,
      version,
    }));
  }

  /** Says that a version needs a blob. */
  holdBlob(tenant: string, blob: string, holder: readonly string[]): void {
    this.#blobs.put([tenant, blob, ...holder], true);
  }

  /** Takes that back, without waiting for the disk: after a crash it may be said again. */
  releaseBlob(tenant: string, blob: string, holder: readonly string[]): Promise<void> {
    return this.#blobs.removeTogether([[tenant, blob, ...holder]]);
  }

  blobHolders(tenant: string, blob: string): string[][] {
    return this.#blobs.keys(below(tenant, blob)).map(([, , ...holder]) => holder);
  }

  /** Who needs which blobs, of all tenants. */
  blobClaims(): { readonly tenant: string; readonly blob: string; readonly holder: readonly string[] }[] {
    return this.#blobs.keys().map(([tenant = '', blob = '', ...holder]) => ({ tenant, blob, holder }));
  }

  generation(name: string): GenerationRecord | undefined {
    return this.#generations.get(name);
  }

  generations(): GenerationRecord[] {
    return [...this.#generations.entries()].map(({ value }) => value);
  }

  putGeneration(record: GenerationRecord): void {
    this.#generations.put(record.name, record);
  }

  removeGeneration(name: string): void {
    this.#generations.remove(name);
  }

  /** Takes a generation out of all versions, a bounded number in one transaction. */
  forgetShares(name: string): void {
    const having = [...this.#versions.entries()].flatMap(({ value }) => (name in value.generations ? [value] : []));
    for (let at = 0; at < having.length; at += VERSIONS_PER_TRANSACTION) {
      this.transaction(() => {
        for (const version of having.slice(at, at + VERSIONS_PER_TRANSACTION)) {
          const { [name]: _share, ...generations } = version.generations;
          this.putVersion({ ...version, generations });
        }
      });
    }
  }

  /** Puts an event among those that wait to be published. */
  announce(event: IngestedEvent): void {
    const [last = 0] = this.#outbox.keys({ reverse: true, limit: 1 });
    this.#outbox.put(last + 1, event);
  }

  /** Events that were not published yet, oldest first. */
  announced(limit: number): { readonly key: number; readonly value: IngestedEvent }[] {
    return [...this.#outbox.entries({ limit })];
  }

  published(keys: readonly number[]): void {
    this.#store.transaction(() => {
      for (const key of keys) this.#outbox.remove(key);
    });
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

const below = (...path: readonly string[]) => ({
  start: [...path],
  end: [...path.slice(0, -1), `${path.at(-1)}${AFTER}`],
});
