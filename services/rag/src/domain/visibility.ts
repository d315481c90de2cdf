import type { FieldCondition, Payload, PayloadIndex } from '@stellwerk/vectors';

/**
 * Which points a request sees. Each tenant has a sequence number that grows by one whenever documents are added, replaced
 * or taken away; a request reads it once and sees the points that were visible at that number. So one number, written in
 * one transaction of the ledger, switches any number of documents from their old version to their new one, and no list of
 * hits, count or facet mixes two versions of a document.
 */
export interface PointVisibility {
  readonly documentId: string;
  readonly version: string;
  /** Versions of documents are written under it: see `editionOf` in `point-ids.ts`. */
  readonly edition: string;
  /** First sequence number that sees the point; {@link NEVER} = staged. */
  readonly visibleFrom: number;
  /** First sequence number that sees it no longer; {@link NEVER} = it is the current version. */
  readonly visibleUntil: number;
  /** The chunk holds what looks like an instruction to a model. */
  readonly suspicious: boolean;
}

/** A sequence number that is not reached: the highest that a double holds exactly. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** Indexes that every collection needs for {@link PointVisibility}. */
export const visibilityIndexes = {
  documentId: 'keyword',
  version: 'keyword',
  edition: 'keyword',
  visibleFrom: 'integer',
  visibleUntil: 'integer',
  suspicious: 'bool',
} as const satisfies Readonly<Record<keyof PointVisibility, PayloadIndex>>;

/** What must hold of a point that a request at this sequence number sees. Part of every list, count and facet. */
export const visibleAt = (sequence: number): readonly FieldCondition[] => [
  { field: 'visibleFrom', range: { lte: sequence } },
  { field: 'visibleUntil', range: { gte: sequence + 1 } },
];

/** The same as payload; the ledger puts it on every point that it writes. */
export const visibilityPayload = (visibility: PointVisibility): Payload => ({ ...visibility });
