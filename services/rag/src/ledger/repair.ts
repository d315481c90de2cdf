import { editionOf, pointIdsOf } from '../domain/point-ids.js';
import { NEVER } from '../domain/visibility.js';
import type { FillParts } from '../generations/fill.js';
import type { GenerationIndex } from '../generations/generation-index.js';
import { chunksOf, writeVersion } from '../ingestion/write-version.js';
import { audit } from './audit.js';
import type { VersionRecord } from './records.js';

/** What a repair did. */
export interface Repair {
  readonly documents: number;
  /** Points that were written: exactly those that were missing or of another edition. */
  readonly written: number;
  /** Points that no version accounted for, taken away. */
  readonly removed: number;
}

/**
 * Writes what is missing of a tenant's points in a generation, and takes away what nobody accounts for; everything else is
 * left as it is.
 * @throws RAG_LEDGER_DIFFERS where counting afterwards does not agree, what engine and model throw
 */
export async function repair(parts: FillParts, index: GenerationIndex, tenant: string): Promise<Repair> {
  const { ledger, lock } = parts;
  const found = await audit(ledger, index, tenant);
  const removed = await removeStray(parts, index, tenant, found.stray);
  let written = 0;
  for (const documentId of found.differing) {
    written += await lock.run(`${tenant}/${documentId}`, async () => {
      const document = ledger.document(tenant, documentId);
      const version = document && ledger.served(document);
      return version ? repairVersion(parts, index, version, document.since ?? 0) : 0;
    });
  }
  return { documents: found.differing.length, written, removed };
}

/** What was written while the audit read has its version by now: each point is looked at again while nobody writes its document. */
async function removeStray(
  { ledger, lock }: FillParts,
  index: GenerationIndex,
  tenant: string,
  stray: readonly string[],
): Promise<number> {
  const points = index.points(tenant);
  const byDocument = Map.groupBy(await points.retrieve(stray), ({ payload }) => String(payload.documentId));
  let removed = 0;
  for (const [documentId, found] of byDocument) {
    removed += await lock.run(`${tenant}/${documentId}`, async () => {
      const known = new Set(ledger.versions(tenant, documentId).map((one) => editionOf(one, one.revision)));
      const now = await points.retrieve(found.map(({ id }) => id));
      const gone = now.filter(({ payload }) => !known.has(String(payload.edition))).map(({ id }) => id);
      if (gone.length > 0) await points.deletePoints(gone);
      return gone.length;
    });
  }
  return removed;
}

async function repairVersion(
  parts: FillParts,
  index: GenerationIndex,
  version: VersionRecord,
  since: number,
): Promise<number> {
  const parsed = await parts.texts.parsed(version);
  const share = version.generations[index.name];
  if (!parsed || !share) return 0;
  const visible = { visibleFrom: since, visibleUntil: NEVER };
  const { chunks } = chunksOf(index, version, parsed);
  const edition = editionOf(version, version.revision);
  const points = index.points(version.tenant);
  const there = new Set<string>();
  for (const { id, payload } of await points.retrieve(pointIdsOf(version, chunks.length, index.name))) {
    const isWhole = payload.edition === edition && payload.visibleFrom === since && payload.visibleUntil === NEVER;
    if (isWhole) there.add(id);
  }
  const ids = pointIdsOf(version, chunks.length, index.name);
  const missing = chunks.filter((_chunk, ordinal) => !there.has(ids[ordinal] ?? ''));
  await writeVersion(parts, index, version, missing, visible, { expected: chunks.length });
  return missing.length;
}
