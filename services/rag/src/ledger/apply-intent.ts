import type { TenantVectors } from '@stellwerk/vectors';
import { NEVER, visibleAt } from '../domain/visibility.js';
import type { StoredGeneration } from '../generations/generation-index.js';
import { differs, ofEditions } from './count.js';
import type { Ledger } from './ledger.js';
import type { CommitIntent, DocumentRecord, EditionRef, VersionRecord } from './records.js';

export interface KeepingTimes {
  /** How long requests that began before a change may still read; then superseded points go. */
  readonly graceMs: number;
  /** How long texts of superseded versions stay for citations. */
  readonly supersededTextMs: number;
}

/**
 * Tells the engine what a sequence number changes, in every generation: nobody reads at that number yet, so nothing shows.
 * Doing it again changes nothing.
 * @throws RAG_LEDGER_DIFFERS where points are missing that were counted before
 */
export async function applyIntent(
  { tenant, sequence, add, remove }: CommitIntent,
  generations: readonly StoredGeneration[],
): Promise<void> {
  for (const index of generations) {
    const points = index.points(tenant);
    await mark(points, add, { visibleFrom: sequence });
    await mark(points, remove, { visibleUntil: sequence });
    for (const batch of batches(add)) {
      const expected = batch.reduce((sum, version) => sum + completePoints(version, index.name), 0);
      const present = await points.count({ must: [...(ofEditions(batch).must ?? []), ...visibleAt(sequence)] });
      if (present !== expected) throw differs(index, batch[0] as VersionRecord, expected, present);
    }
  }
}

/** Editions that one request to the engine names. */
const EDITIONS_PER_REQUEST = 256;

function* batches<Edition extends EditionRef>(editions: readonly Edition[]): Generator<readonly Edition[]> {
  for (let at = 0; at < editions.length; at += EDITIONS_PER_REQUEST)
    yield editions.slice(at, at + EDITIONS_PER_REQUEST);
}

/** Points that a generation has of a version; 0 where it lacks them. */
export function completePoints({ generations }: VersionRecord, generation: string): number {
  const share = generations[generation];
  return share?.state === 'complete' ? share.points : 0;
}

/** Takes {@link applyIntent} back. */
export async function revokeIntent(
  { tenant, add, remove }: CommitIntent,
  generations: readonly StoredGeneration[],
): Promise<void> {
  for (const index of generations) {
    await mark(index.points(tenant), add, { visibleFrom: NEVER });
    await mark(index.points(tenant), remove, { visibleUntil: NEVER });
  }
}

async function mark(
  points: TenantVectors,
  editions: readonly EditionRef[],
  payload: { readonly visibleFrom: number } | { readonly visibleUntil: number },
): Promise<void> {
  for (const batch of batches(editions)) await points.setPayload(ofEditions(batch), { ...payload });
}

/** The other half: records, sequence number and events, in one transaction. From here on everybody sees the change. */
export function concludeIntent(ledger: Ledger, intent: CommitIntent, keep: KeepingTimes): void {
  const { tenant, sequence, at } = intent;
  const atMs = Date.parse(at);
  ledger.transaction(() => {
    for (const edition of intent.remove) removed(ledger, edition, at, atMs, keep);
    for (const record of intent.add)
      serve(ledger, { ...record, completedAt: at }, { serving: record.version, since: sequence });
    for (const record of intent.touch) serve(ledger, record, {});
    for (const event of intent.events) ledger.announce(event);
    ledger.setSequence(tenant, sequence);
    ledger.removeIntent(tenant);
  });
}

function serve(ledger: Ledger, record: VersionRecord, serving: Pick<DocumentRecord, 'serving' | 'since'>): void {
  const { tenant, source, documentId, contentHash } = record;
  const { errorCode: _code, supersededAt: _superseded, deletedAt: _deleted, ...version } = record;
  ledger.putVersion({ ...version, state: 'complete' });
  const { failure: _failure, deletion: _deletion, ...known } = ledger.document(tenant, documentId) ?? {};
  ledger.putDocument({ ...known, tenant, source, documentId, ...serving });
  if (ledger.pending(tenant, documentId)?.contentHash === contentHash) ledger.removePending(tenant, documentId);
  const { keepUntil } = version.metadata.stewardship;
  if (keepUntil !== null)
    ledger.putDue({ atMs: Date.parse(keepUntil), kind: 'retention', tenant, documentId, version: '' });
}

function removed(
  ledger: Ledger,
  edition: CommitIntent['remove'][number],
  at: string,
  atMs: number,
  { graceMs, supersededTextMs }: KeepingTimes,
): void {
  const { tenant, documentId, version, reason } = edition;
  const record = ledger.version(tenant, documentId, version);
  if (!record) return;
  if (reason === 'deleted') {
    const { serving: _serving, since: _since, ...document } = ledger.document(tenant, documentId) ?? {};
    ledger.putDocument({ ...document, tenant, source: edition.source, documentId, deletion: 'under-way' });
    return;
  }
  ledger.putVersion({ ...record, state: 'superseded', supersededAt: at });
  ledger.putDue({ atMs: atMs + graceMs, kind: 'points', tenant, documentId, version });
  ledger.putDue({ atMs: atMs + supersededTextMs, kind: 'text', tenant, documentId, version });
}
