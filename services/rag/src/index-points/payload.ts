import { type Trust, trustLevels } from '@stellwerk/guard';
import type { Payload, PayloadIndex } from '@stellwerk/vectors';
import type { Chunk } from '../domain/chunk.js';
import type { TextRange } from '../domain/document.js';
import { visibilityIndexes } from '../domain/visibility.js';
import type { IndexedDocument } from '../generations/generation-index.js';

/** A point's place and origin: everything of a hit but its text. */
export interface PointPlace extends TextRange {
  readonly documentId: string;
  readonly version: string;
  readonly source: string;
  readonly title: string;
  readonly uri?: string;
  readonly language: string;
  readonly publishedAt?: string;
  readonly trust: Trust;
  readonly headingPath: readonly string[];
  readonly page?: number;
  readonly ordinal: number;
  readonly section: TextRange;
  readonly suspicious: boolean;
}

/** Fields that filters, facets and counts may name, and how they are indexed. */
export const payloadIndexes = {
  source: 'keyword',
  language: 'keyword',
  /** Place of the chunk in its document, from 0: by the first, documents are counted. */
  ordinal: 'integer',
  /** Rank of the level of trust, 0 = `untrusted`. */
  trustRank: 'integer',
  /** Days since 1 January 1970, UTC. */
  publishedDay: 'integer',
  access: 'keyword',
  /** `key=value`. */
  tags: 'keyword',
  ...visibilityIndexes,
} as const satisfies Readonly<Record<string, PayloadIndex>>;

const MS_PER_DAY = 86_400_000;

/** Days since 1 January 1970, UTC, of an ISO 8601 date or instant; undefined where it is none. */
export function dayOf(date: string): number | undefined {
  const ms = Date.parse(date);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / MS_PER_DAY);
}

/** Rank of a level of trust, 0 = `untrusted`. */
export const trustRankOf = (trust: Trust): number => trustLevels.indexOf(trust);

/** A tag as it is indexed and filtered by. */
export const tagKeyword = (key: string, value: string): string => `${key}=${value}`;

/** The part of the payload that follows from the metadata alone: the same for all points of a version. */
export function documentPayload({ key, metadata }: IndexedDocument): Payload {
  const { title, uri, publishedAt, stewardship, access, tags } = metadata;
  const publishedDay = publishedAt === undefined ? undefined : dayOf(publishedAt);
  return {
    documentId: key.documentId,
    version: key.version,
    source: key.source,
    title,
    uri: uri ?? null,
    publishedAt: publishedAt ?? null,
    publishedDay: publishedDay ?? null,
    trust: stewardship.trust,
    trustRank: trustRankOf(stewardship.trust),
    access,
    tags: Object.entries(tags).map(([name, value]) => tagKeyword(name, value)),
  };
}

/** The part of the payload that tells a chunk's place. */
export function chunkPayload({ ordinal, start, end, parent, headingPath, page, language }: Chunk): Payload {
  return {
    ...{ ordinal, start, end, headingPath, language },
    page: page ?? null,
    section: parent.ordinal,
    sectionStart: parent.start,
    sectionEnd: parent.end,
  };
}

/**
 * The place and origin that a point's payload tells.
 * @throws TypeError where it was not written by {@link documentPayload} and {@link chunkPayload}
 */
export function placeOf(payload: Payload): PointPlace {
  const [uri, publishedAt, page] = [payload.uri, payload.publishedAt, payload.page];
  return {
    documentId: text(payload, 'documentId'),
    version: text(payload, 'version'),
    source: text(payload, 'source'),
    title: text(payload, 'title'),
    ...(typeof uri === 'string' && { uri }),
    language: text(payload, 'language'),
    ...(typeof publishedAt === 'string' && { publishedAt }),
    trust: trustOf(payload),
    headingPath: texts(payload, 'headingPath'),
    ...(typeof page === 'number' && { page }),
    ordinal: number(payload, 'ordinal'),
    start: number(payload, 'start'),
    end: number(payload, 'end'),
    section: { start: number(payload, 'sectionStart'), end: number(payload, 'sectionEnd') },
    suspicious: payload.suspicious === true,
  };
}

const wrong = (field: string) => new TypeError(`the payload of a point has no usable field "${field}"`);

function text(payload: Payload, field: string): string {
  const value = payload[field];
  if (typeof value !== 'string') throw wrong(field);
  return value;
}

function number(payload: Payload, field: string): number {
  const value = payload[field];
  if (typeof value !== 'number') throw wrong(field);
  return value;
}

function texts(payload: Payload, field: string): readonly string[] {
  const value = payload[field];
  if (!Array.isArray(value)) throw wrong(field);
  return value.map(String);
}

function trustOf(payload: Payload): Trust {
  const trust = trustLevels.find((level) => level === payload.trust);
  if (trust === undefined) throw wrong('trust');
  return trust;
}
