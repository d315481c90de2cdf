import { errors } from '../errors.js';
import { abandonStaged } from './abandon.js';
import type { Removal, RemovalParts } from './removal.js';

/** What a start found unfinished. */
export interface Reconciliation {
  readonly intents: number;
  readonly staged: number;
  readonly deletions: number;
  readonly blobs: number;
}

/**
 * Brings ledger and engine together after a crash, before anybody reads: what was to become visible is finished, what was
 * being written is taken back (its bytes are kept and it is begun again), deletions are finished, and blobs that nobody needs are
 * removed. Afterwards the engine holds what the ledger says.
 * @throws what the engine throws; doing it again goes on
 */
export async function reconcile(parts: RemovalParts, removal: Removal): Promise<Reconciliation> {
  const { ledger, committer, texts, lock } = parts;
  const intents = ledger.intents().length;
  await committer.finishIntents();
  let [staged, deletions, blobs] = [0, 0, 0];
  for (const tenant of ledger.tenants()) {
    for (const { documentId } of [...ledger.documents(tenant)]) {
      await lock.run(`${tenant}/${documentId}`, async () => {
        const document = ledger.document(tenant, documentId);
        if (document?.deletion === 'under-way') {
          await removal.finish(document);
          deletions++;
        }
      });
    }
  }
  for (const { tenant, documentId } of ledger.stagedVersions()) {
    await lock.run(`${tenant}/${documentId}`, () =>
      abandonStaged(parts, tenant, documentId, errors.INGESTION_UNAVAILABLE.code),
    );
    staged++;
  }
  for (const { tenant, blob, holder } of ledger.blobClaims()) {
    const [documentId = '', role = ''] = holder;
    const isNeeded =
      role === 'pending'
        ? ledger.pending(tenant, documentId)?.blob === blob
        : isTextOf(ledger.version(tenant, documentId, role), blob);
    if (isNeeded) continue;
    await texts.release(tenant, blob, holder);
    blobs++;
  }
  return { intents, staged, deletions, blobs };
}

function isTextOf(
  version: { readonly state: string; readonly textBlob: string; readonly structureBlob: string } | undefined,
  blob: string,
): boolean {
  if (!version || version.state === 'failed' || version.state === 'deleted') return false;
  return version.textBlob === blob || version.structureBlob === blob;
}
