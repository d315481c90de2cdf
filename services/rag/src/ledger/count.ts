import { StellwerkError } from '@stellwerk/contracts';
import type { TenantVectors, VectorFilter } from '@stellwerk/vectors';
import { editionOf, pointIdsOf, type VersionKey } from '../domain/point-ids.js';
import { visibleAt } from '../domain/visibility.js';
import { errors } from '../errors.js';
import type { StoredGeneration } from '../generations/generation-index.js';
import type { EditionRef } from './records.js';

/** Ids that one request to the engine names. */
const IDS_PER_COUNT = 1_000;

/** All points of a version, of whichever edition. */
export const ofVersion = ({ documentId, version }: Pick<VersionKey, 'documentId' | 'version'>): VectorFilter => ({
  must: [
    { field: 'documentId', anyOf: [documentId] },
    { field: 'version', anyOf: [version] },
  ],
});

export const ofDocument = (documentId: string): VectorFilter => ({
  must: [{ field: 'documentId', anyOf: [documentId] }],
});

export const ofEditions = (editions: readonly EditionRef[]): VectorFilter => ({
  must: [{ field: 'edition', anyOf: editions.map((one) => editionOf(one, one.revision)) }],
});

/** Counts in the engine what a request sees now. */
export const countVisible = (points: TenantVectors, sequence: number): Promise<number> =>
  points.count({ must: visibleAt(sequence) });

/**
 * Counts the points of a written version in the engine: those of its edition, those among them that have the ids they
 * should have, and those of the version at all. All three are the expected number, or something is missing, foreign or left
 * over.
 * @throws RAG_LEDGER_DIFFERS
 */
export async function proveEdition(index: StoredGeneration, edition: EditionRef, expected: number): Promise<void> {
  const points = index.points(edition.tenant);
  const filter = ofEditions([edition]);
  const [ofIt, inAll] = [await points.count(filter), await points.count(ofVersion(edition))];
  let named = 0;
  const ids = pointIdsOf(edition, expected, index.name);
  for (let at = 0; at < ids.length; at += IDS_PER_COUNT) {
    const slice = ids.slice(at, at + IDS_PER_COUNT);
    named += await points.count({ must: [...(filter.must ?? []), { ids: slice }] });
  }
  if (ofIt === expected && inAll === expected && named === expected) return;
  const present = inAll > expected ? inAll : Math.min(ofIt, named);
  throw differs(index, edition, expected, present);
}

export const differs = (index: StoredGeneration, { documentId }: EditionRef, expected: number, present: number) =>
  new StellwerkError(errors.LEDGER_DIFFERS, { documentId, expected, present, generation: index.name });

/**
 * Takes points away in every generation and counts that none is left.
 * @throws RAG_DELETION_UNPROVEN
 */
export async function removePoints(
  generations: readonly StoredGeneration[],
  tenant: string,
  documentId: string,
  filter: VectorFilter,
): Promise<void> {
  for (const index of generations) {
    const points = index.points(tenant);
    await points.deleteByFilter(filter);
    const present = await points.count(filter);
    if (present > 0) throw new StellwerkError(errors.DELETION_UNPROVEN, { present, documentId });
  }
}
