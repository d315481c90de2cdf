import { StellwerkError } from '@stellwerk/contracts';
import type { IncomingDocument } from '../domain/document.js';
import { NEVER } from '../domain/visibility.js';
import { errors } from '../errors.js';
import { abandonStaged } from '../ledger/abandon.js';
import type { Change, Committer } from '../ledger/committer.js';
import type { KeyedLock } from '../ledger/keyed-lock.js';
import type { Ledger } from '../ledger/ledger.js';
import type { EditionRef, PendingRecord, VersionRecord } from '../ledger/records.js';
import type { Removal } from '../ledger/removal.js';
import { metadataOf, type ReadContent, readContent, recordOf } from './content.js';
import { contentHashOf, documentOf, type Offer, offerOf, pendingOf, refuseInvalid } from './offer.js';
import { isOutage, persist } from './outage.js';
import { type DocumentOutcome, type Effort, failureOf, indexedEvent, noEffort, refusedEvent } from './outcome.js';
import type { DocumentCheck, DocumentParser, SourcePolicies } from './ports.js';
import type { VersionTexts } from './texts.js';
import { VersionWriter, type VersionWriterParts } from './version-writer.js';
import type { WriteOptions } from './write-version.js';

export interface IngesterParts extends VersionWriterParts {
  readonly ledger: Ledger;
  readonly committer: Committer;
  readonly removal: Removal;
  readonly texts: VersionTexts;
  readonly parser: DocumentParser;
  readonly policies: SourcePolicies;
  readonly check: DocumentCheck;
  /** One document at a time; shared with everything else that writes documents. */
  readonly lock: KeyedLock;
  /** Told of defects; the document is decided nevertheless. */
  readonly onDefect: (error: unknown, documentId: string) => void;
}

/** A document under way: what it is, how much was done, and who may stop it. */
interface Task {
  readonly document: IncomingDocument;
  readonly offer: Offer;
  readonly effort: Effort;
  readonly options: WriteOptions;
}

/**
 * Brings one document into the index: accept, read, write as staged, count in the engine, make visible. Never throws for a
 * document; whatever goes wrong is its outcome, and the version that served before keeps serving.
 */
export class DocumentIngester {
  readonly #writer: VersionWriter;

  constructor(private readonly parts: IngesterParts) {
    this.#writer = new VersionWriter(parts);
  }

  ingest(document: IncomingDocument, options: WriteOptions = {}): Promise<DocumentOutcome> {
    return this.#run(document, options, () => true);
  }

  /** Goes on with a document that was accepted, unless it was decided or handed in anew meanwhile. */
  resume(pending: PendingRecord, bytes: Uint8Array, options: WriteOptions = {}): Promise<DocumentOutcome> {
    const { tenant, documentId, acceptedAt, blob } = pending;
    return this.#run(documentOf(pending, bytes), options, () => {
      const now = this.parts.ledger.pending(tenant, documentId);
      return now?.acceptedAt === acceptedAt && now.blob === blob;
    });
  }

  /** @param isWanted Asked when it is the document's turn */
  async #run(document: IncomingDocument, options: WriteOptions, isWanted: () => boolean): Promise<DocumentOutcome> {
    const { tenant, source, documentId } = document;
    const effort = noEffort(this.parts.clock.now());
    try {
      refuseInvalid(document);
      this.parts.policies.policyOf(tenant, source);
    } catch (error) {
      return this.#failure(document, error, effort, options.signal);
    }
    return this.parts.lock.run(`${tenant}/${documentId}`, async () => {
      if (!isWanted()) return { tenant, source, documentId, outcome: 'unchanged', ...nothingDone };
      try {
        return await this.#decide(document, effort, options);
      } catch (error) {
        return await this.#refuse(document, error, effort, options.signal);
      }
    });
  }

  async #decide(document: IncomingDocument, effort: Effort, options: WriteOptions): Promise<DocumentOutcome> {
    const { ledger, policies, parser, removal, clock, committer } = this.parts;
    options.signal?.throwIfAborted();
    const { tenant, source, documentId } = document;
    const policy = policies.policyOf(tenant, source);
    // An outage may have cut a commit in two; what this document serves is known once that is finished.
    if (ledger.intent(tenant)) await persist(clock, options.signal, () => committer.finishIntents());
    const known = ledger.document(tenant, documentId);
    if (known?.deletion === 'under-way') await persist(clock, options.signal, () => removal.finish(known));
    const offer = offerOf(document, policy, parser.version);
    const task: Task = { document, offer, effort, options };
    const served = known && ledger.served(known);
    if (served && served.source !== source) {
      const details = { documentId, source: served.source };
      throw new StellwerkError(errors.DOCUMENT_OF_OTHER_SOURCE, details, { field: 'documentId' });
    }
    const isSameText =
      served?.contentHash === offer.contentHash && served.recipe === offer.recipe && this.#writer.isWhole(served);
    if (isSameText && served.given === offer.given) {
      await this.#settle(document);
      return this.#outcome(served, 'unchanged', effort);
    }
    await this.#accept(task);
    if (isSameText) return this.#changeMetadata(served, task);
    const content = await readContent(this.parts, document, policy, options.signal);
    if (served?.version === content.version) return this.#rewrite(served, known?.since ?? 0, content, task);
    return this.#replace(served, content, task);
  }

  /** The document outlives the process from here on, decided or not. */
  async #accept({ document, offer: { contentHash } }: Task): Promise<void> {
    const { ledger, texts, clock } = this.parts;
    const { tenant, documentId } = document;
    const before = ledger.pending(tenant, documentId);
    const pending = pendingOf(document, contentHash, new Date(clock.now()).toISOString());
    await texts.store(tenant, [documentId, 'pending'], [{ address: contentHash, bytes: document.bytes }], () =>
      ledger.putPending(pending),
    );
    if (before && before.blob !== contentHash) await texts.release(tenant, before.blob, [documentId, 'pending']);
  }

  /** Access, trust, tags and dates: payload alone, without a look at the text. */
  async #changeMetadata(served: VersionRecord, task: Task): Promise<DocumentOutcome> {
    const { document, offer, effort, options } = task;
    const record = { ...served, ...offer, metadata: metadataOf(document, served.metadata) };
    await this.#writer.writePayload(record, options.signal);
    await this.#commit(task, record, { touch: record, event: this.#event(record, effort) });
    return this.#outcome(record, 'updated', effort);
  }

  /** The same text, and perhaps another title, language or structure: points are written over in place. */
  async #rewrite(served: VersionRecord, since: number, content: ReadContent, task: Task): Promise<DocumentOutcome> {
    const { document, offer, effort, options } = task;
    let record: VersionRecord = { ...served, ...recordOf(document, content, offer, served.stagedAt) };
    if (this.#writer.isWritten(record, content.document)) {
      await this.#holdTexts(record, content, served);
      await this.#writer.writePayload(record, options.signal);
    } else {
      record = { ...record, revision: served.revision + 1, generations: underWay(served.generations) };
      await this.#holdTexts(record, content, record);
      const visible = { visibleFrom: since, visibleUntil: NEVER };
      record = await this.#writer.write({ ...record, generations: {} }, content.document, visible, effort, options);
    }
    await this.#commit(task, record, { touch: record, event: this.#event(record, effort) });
    if (served.structureBlob !== record.structureBlob)
      await this.parts.texts.release(record.tenant, served.structureBlob, [record.documentId, record.version]);
    return this.#outcome(record, 'updated', effort);
  }

  /** Another text: written beside what serves, seen by nobody until it is complete. */
  async #replace(served: VersionRecord | undefined, content: ReadContent, task: Task): Promise<DocumentOutcome> {
    const { document, offer, effort, options } = task;
    const { ledger, clock } = this.parts;
    const earlier = ledger.version(document.tenant, document.documentId, content.version);
    await this.#writer.clear(earlier, options.signal);
    const stagedAt = new Date(clock.now()).toISOString();
    const revision = (earlier?.revision ?? 0) + 1;
    const base = recordOf(document, content, offer, stagedAt);
    // A text that was served before stays known as such, whatever becomes of this attempt.
    const supersededAt = earlier?.supersededAt === undefined ? {} : { supersededAt: earlier.supersededAt };
    const staged: VersionRecord = { ...base, ...supersededAt, state: 'staged', revision, generations: {} };
    await this.#holdTexts(staged, content, staged);
    const visible = { visibleFrom: NEVER, visibleUntil: NEVER };
    const record = await this.#writer.write(staged, content.document, visible, effort, options);
    await this.#commit(task, record, {
      add: record,
      ...(served && { remove: { ...editionRefOf(served), reason: 'superseded' } }),
      event: this.#event(record, effort, served?.version),
    });
    return this.#outcome(record, 'indexed', effort, served?.version);
  }

  /** Stores what was read, and records how far the version is. */
  async #holdTexts(record: VersionRecord, { text, structure }: ReadContent, known: VersionRecord): Promise<void> {
    const { ledger, texts } = this.parts;
    const { tenant, documentId, version } = record;
    await texts.store(tenant, [documentId, version], [text, structure], () => ledger.putVersion(known));
  }

  /** From here on it is seen; and the document is decided. */
  async #commit({ document, offer, options }: Task, { tenant }: VersionRecord, change: Change): Promise<void> {
    const { clock, committer, texts } = this.parts;
    await persist(clock, options.signal, () => committer.commit(tenant, [change]));
    await texts.release(tenant, offer.contentHash, [document.documentId, 'pending']);
  }

  /** Nothing of the document is pending any more. */
  async #settle({ tenant, documentId }: IncomingDocument): Promise<void> {
    const { ledger, texts } = this.parts;
    const pending = ledger.pending(tenant, documentId);
    if (!pending) return;
    ledger.removePending(tenant, documentId);
    await texts.release(tenant, pending.blob, [documentId, 'pending']);
  }

  #event(record: VersionRecord, effort: Effort, supersedes?: string) {
    const { generations, clock } = this.parts;
    return indexedEvent(record, effort, generations.live().name, clock.now(), supersedes);
  }

  #outcome(
    { tenant, source, documentId, version }: VersionRecord,
    outcome: DocumentOutcome['outcome'],
    { startedMs, ...effort }: Effort,
    supersedes?: string,
  ): DocumentOutcome {
    const milliseconds = this.parts.clock.now() - startedMs;
    const replaced = supersedes === undefined ? {} : { supersedes };
    return { tenant, source, documentId, outcome, version, ...replaced, ...effort, milliseconds };
  }

  /** Takes back what was staged, and records a failure that is the document's own. */
  async #refuse(
    document: IncomingDocument,
    error: unknown,
    effort: Effort,
    signal: AbortSignal | undefined,
  ): Promise<DocumentOutcome> {
    const failed = this.#failure(document, error, effort, signal);
    const { outcome, error: told } = failed;
    const { tenant, source, documentId } = document;
    const { ledger, clock, generations } = this.parts;
    try {
      await abandonStaged(this.parts, tenant, documentId, told.code);
      if (outcome === 'rejected') await this.#settle(document);
    } catch (outage) {
      // What is left is found by its state in the ledger and taken back at the next start, or by the next attempt.
      if (!isOutage(outage)) this.parts.onDefect(outage, documentId);
    }
    if (outcome === 'cancelled') return failed;
    const at = new Date(clock.now()).toISOString();
    const [live] = generations.active();
    ledger.transaction(() => {
      const known = ledger.document(tenant, documentId);
      const owner = known?.serving === undefined ? { tenant, source, documentId } : known;
      const failure = { code: told.code, contentHash: contentHashOf(document), at };
      if (owner.source === source) ledger.putDocument({ ...owner, failure });
      ledger.announce(refusedEvent(document, { outcome, code: told.code }, effort, live?.name ?? '', clock.now()));
    });
    return failed;
  }

  #failure(document: IncomingDocument, error: unknown, effort: Effort, signal: AbortSignal | undefined) {
    const { tenant, source, documentId } = document;
    const { isDefect, ...told } = failureOf(error, signal);
    if (isDefect) this.parts.onDefect(error, documentId);
    const { startedMs, ...done } = effort;
    return { tenant, source, documentId, ...done, milliseconds: this.parts.clock.now() - startedMs, ...told };
  }
}

const nothingDone = { chunks: 0, pointsWritten: 0, embeddingsComputed: 0, milliseconds: 0 };

/** Shares that are being written again. */
const underWay = (generations: VersionRecord['generations']): VersionRecord['generations'] =>
  Object.fromEntries(Object.entries(generations).map(([name, share]) => [name, { ...share, state: 'writing' }]));

const editionRefOf = ({ tenant, source, documentId, version, revision }: VersionRecord): EditionRef => ({
  tenant,
  source,
  documentId,
  version,
  revision,
});
