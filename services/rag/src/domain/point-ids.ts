import { deterministicId } from '@stellwerk/contracts';
import type { DocumentVersion } from './document.js';

/** A version of a document with all that tells it from those of other tenants. */
export interface VersionKey extends DocumentVersion {
  readonly tenant: string;
  readonly source: string;
}

/**
 * Id of the point of a chunk: UUIDv5 over tenant, source, document, version, ordinal and generation. The same content gives
 * the same ids, so writing it again changes nothing.
 * @param generation Name of the generation
 */
export const pointIdOf = (key: VersionKey, ordinal: number, generation: string): string =>
  deterministicId('point', key.tenant, key.source, key.documentId, key.version, ordinal, generation);

/** Ids of all points of a version with so many chunks. */
export const pointIdsOf = (key: VersionKey, chunks: number, generation: string): string[] =>
  Array.from({ length: chunks }, (_, ordinal) => pointIdOf(key, ordinal, generation));

/**
 * What all points of one writing of a version share. A version is written again in place when something beside its text is
 * indexed differently, such as its title; only the points of the newest edition count as present.
 */
export const editionOf = (key: VersionKey, revision: number): string =>
  deterministicId('edition', key.tenant, key.source, key.documentId, key.version, revision);
