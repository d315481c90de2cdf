import { releaseTexts } from './abandon.js';
import type { KeepingTimes } from './apply-intent.js';
import { ofVersion, removePoints } from './count.js';
import type { DueWork } from './records.js';
import type { Removal, RemovalParts } from './removal.js';

/** What a sweep did. */
export interface Sweep {
  /** Superseded versions whose points are gone. */
  readonly versions: number;
  /** Superseded versions whose texts are gone too. */
  readonly texts: number;
  /** Documents that were deleted because their time was up. */
  readonly expired: number;
}

export interface UpkeepParts extends RemovalParts {
  readonly removal: Removal;
  readonly keep: KeepingTimes;
}

/**
 * Does what is due: points of superseded versions go when no request can read them any more, their texts after the time
 * they are kept for citations, and documents when they may no longer be used. Running it again does nothing.
 * @throws what the engine throws; the rest is done by the next sweep
 */
export async function sweep(parts: UpkeepParts): Promise<Sweep> {
  const { ledger, lock, clock, removal } = parts;
  let [versions, texts, expired] = [0, 0, 0];
  for (const work of ledger.due(clock.now())) {
    const { tenant, documentId } = work;
    if (work.kind === 'retention') {
      if (isExpired(parts, work)) expired += await removal.remove(tenant, [documentId]);
    } else {
      const isDone = await lock.run(`${tenant}/${documentId}`, () => sweepVersion(parts, work));
      if (isDone && work.kind === 'points') versions++;
      if (isDone && work.kind === 'text') texts++;
    }
    ledger.removeDue(work);
  }
  return { versions, texts, expired };
}

/** The date may have been changed since it was noted. */
function isExpired({ ledger, clock }: UpkeepParts, { tenant, documentId }: DueWork): boolean {
  const document = ledger.document(tenant, documentId);
  const keepUntil = document && ledger.served(document)?.metadata.stewardship.keepUntil;
  return typeof keepUntil === 'string' && Date.parse(keepUntil) <= clock.now();
}

/** @returns false where the version serves again, or was superseded anew and has a later date */
async function sweepVersion({ ledger, generations, texts, clock, keep }: UpkeepParts, work: DueWork): Promise<boolean> {
  const { tenant, documentId, kind } = work;
  const version = ledger.version(tenant, documentId, work.version);
  if (version?.state !== 'superseded') return false;
  const keptMs = kind === 'points' ? keep.graceMs : keep.supersededTextMs;
  if (Date.parse(version.supersededAt ?? '') + keptMs > clock.now()) return false;
  await removePoints(generations.stored(), tenant, documentId, ofVersion(version));
  if (kind === 'points') ledger.putVersion({ ...version, generations: {} });
  else {
    await releaseTexts(texts, version);
    ledger.removeVersion(version);
  }
  return true;
}
