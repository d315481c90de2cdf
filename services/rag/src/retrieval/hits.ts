import type { StoredTexts } from '../domain/ports.js';
import type { SearchHit, SearchRequest } from '../domain/search.js';
import type { RankedCandidate } from './rank-candidates.js';

/**
 * Hits with their texts, sliced from the stored versions and in the order of the candidates. A document that was erased
 * since the engine was asked is left out.
 */
export async function hitsOf(
  candidates: readonly RankedCandidate[],
  { unit }: Pick<SearchRequest, 'unit'>,
  tenant: string,
  texts: StoredTexts,
): Promise<SearchHit[]> {
  const versions = new Map(
    candidates.map(({ place: { documentId, version } }) => [keyOf({ documentId, version }), { documentId, version }]),
  );
  const stored = new Map(
    await Promise.all([...versions].map(async ([key, version]) => [key, await texts.textOf(tenant, version)] as const)),
  );
  return candidates.flatMap(({ place, score, signals }): SearchHit[] => {
    const text = stored.get(keyOf(place));
    if (text === undefined) return [];
    const { ordinal: _ordinal, suspicious, ...origin } = place;
    const range = unit === 'section' ? place.section : { start: place.start, end: place.end };
    return [
      {
        ...origin,
        ...range,
        text: text.slice(range.start, range.end),
        ...(suspicious && { suspicious }),
        score,
        signals,
      },
    ];
  });
}

const keyOf = ({ documentId, version }: { readonly documentId: string; readonly version: string }): string =>
  JSON.stringify([documentId, version]);
