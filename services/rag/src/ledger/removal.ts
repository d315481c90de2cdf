import { deletedEvent } from '../ingestion/outcome.js';
import type { Clock, VectorCache } from '../ingestion/ports.js';
import { type AbandonParts, releaseTexts } from './abandon.js';
import type { Change, Committer } from './committer.js';
import { ofDocument, removePoints } from './count.js';
import type { KeyedLock } from './keyed-lock.js';
import type { DocumentRecord, VersionRecord } from './records.js';

export interface RemovalParts extends AbandonParts {
  readonly committer: Committer;
  readonly vectors: VectorCache;
  readonly clock: Clock;
  readonly lock: KeyedLock;
}

/**
 * Deletes documents: with one sequence number they are invisible to every request that begins from then on, and only then
 * their points, texts and vectors are taken away. A crash in between is finished at the next start.
 */
export class Removal {
  constructor(private readonly parts: RemovalParts) {}

  /**
   * Deletes the documents that there are, and proves by count that no point of them is left.
   * @returns how many there were
   * @throws RAG_DELETION_UNPROVEN, and what the engine throws; then they are invisible already or serve as before
   */
  async remove(tenant: string, documentIds: readonly string[]): Promise<number> {
    const { ledger, lock, committer } = this.parts;
    return lock.runAll(
      documentIds.map((documentId) => `${tenant}/${documentId}`),
      async () => {
        if (ledger.intent(tenant)) await committer.finishIntents();
        const known = documentIds
          .map((documentId) => ledger.document(tenant, documentId))
          .filter((document) => document !== undefined && document.deletion !== 'done');
        const changes = known.flatMap((document) => (document ? this.#changeOf(document) : []));
        if (changes.length > 0) await committer.commit(tenant, changes);
        for (const document of known) if (document) await this.finish(document);
        return known.length;
      },
    );
  }

  /** Takes away what is left of a document that nobody sees any more; the caller holds its lock. */
  async finish({ tenant, source, documentId }: DocumentRecord): Promise<void> {
    const { ledger, generations, texts, vectors, clock } = this.parts;
    ledger.putDocument({ tenant, source, documentId, deletion: 'under-way' });
    await removePoints(generations.stored(), tenant, documentId, ofDocument(documentId));
    vectors.remove(tenant, documentId);
    const versions = ledger.versions(tenant, documentId);
    for (const version of versions) await releaseTexts(texts, version);
    const pending = ledger.pending(tenant, documentId);
    if (pending) await texts.release(tenant, pending.blob, [documentId, 'pending']);
    const deletedAt = new Date(clock.now()).toISOString();
    ledger.transaction(() => {
      for (const version of versions) ledger.putVersion(trace(version, deletedAt));
      ledger.removePending(tenant, documentId);
      ledger.putDocument({ tenant, source, documentId, deletion: 'done' });
    });
  }

  #changeOf(document: DocumentRecord): Change[] {
    const { ledger, generations, clock } = this.parts;
    const served = ledger.served(document);
    if (!served) return [];
    const { tenant, source, documentId, version, revision } = served;
    return [
      {
        remove: { tenant, source, documentId, version, revision, reason: 'deleted' },
        event: deletedEvent(served, generations.live().name, clock.now()),
      },
    ];
  }
}

/** What stays of a version: that it was there. */
function trace(version: VersionRecord, deletedAt: string): VersionRecord {
  const { owner, legalBasis, licence, trust, keepUntil } = version.metadata.stewardship;
  return {
    ...version,
    state: 'deleted',
    deletedAt,
    generations: {},
    metadata: {
      title: '',
      language: version.metadata.language,
      stewardship: { owner, legalBasis, licence, trust, keepUntil },
      access: version.metadata.access,
      tags: {},
    },
    findings: { personalData: {}, redactions: 0, suspicious: [] },
  };
}
