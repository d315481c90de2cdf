import type { ActiveGenerations } from '../generations/generation-index.js';
import type { VersionTexts } from '../ingestion/texts.js';
import { ofVersion, removePoints } from './count.js';
import type { Ledger } from './ledger.js';
import type { VersionRecord } from './records.js';

export interface AbandonParts {
  readonly ledger: Ledger;
  readonly generations: ActiveGenerations;
  readonly texts: VersionTexts;
}

/**
 * Takes back what was staged of a document: no points of it are left, counted. Its text goes too, unless it was served
 * before and is still cited. What serves is not touched.
 */
export async function abandonStaged(
  { ledger, generations, texts }: AbandonParts,
  tenant: string,
  documentId: string,
  errorCode: string,
): Promise<void> {
  const becoming = ledger.intent(tenant)?.add ?? [];
  for (const version of ledger.versions(tenant, documentId)) {
    if (version.state !== 'staged') continue;
    // It is whole and about to be seen: whoever finishes the intent decides.
    if (becoming.some((one) => one.documentId === documentId && one.version === version.version)) continue;
    await removePoints(generations.stored(), tenant, documentId, ofVersion(version));
    if (version.supersededAt !== undefined) {
      ledger.putVersion({ ...version, state: 'superseded', generations: {} });
      continue;
    }
    ledger.putVersion({ ...version, state: 'failed', generations: {}, errorCode });
    await releaseTexts(texts, version);
  }
}

/** Gives up the text and the structure of a version. */
export async function releaseTexts(texts: VersionTexts, version: VersionRecord): Promise<void> {
  const { tenant, documentId, textBlob, structureBlob } = version;
  for (const blob of [textBlob, structureBlob]) await texts.release(tenant, blob, [documentId, version.version]);
}
