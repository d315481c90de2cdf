import { splitSentences } from '@stellwerk/text';
import type { TextRange } from '../domain/document.js';
import type { Passage, StoredTexts } from '../domain/ports.js';
import type { SearchHit } from '../domain/search.js';

/** What to show around a hit: the section it stands in, or so many sentences before and after it. */
export type Surroundings = { readonly kind: 'section' } | { readonly kind: 'neighbours'; readonly sentences: number };

/** UTF-16 units on each side of a hit in which its neighbours are looked for: a few sentences, whatever the document's length. */
const NEIGHBOUR_UNITS = 4_000;

/**
 * The text around a hit, sliced from the version it was found in; undefined where that was erased. Neighbours may stand in
 * the section before or after.
 */
export async function contextOf(
  hit: SearchHit,
  surroundings: Surroundings,
  tenant: string,
  texts: StoredTexts,
): Promise<Passage | undefined> {
  const { documentId, version } = hit;
  const text = await texts.textOf(tenant, { documentId, version });
  if (text === undefined) return undefined;
  const { start, end } = surroundings.kind === 'section' ? hit.section : neighbours(hit, surroundings.sentences, text);
  return { documentId, version, start, end, text: text.slice(start, end) };
}

function neighbours({ start, end }: TextRange, sentences: number, text: string): TextRange {
  const from = Math.max(0, start - NEIGHBOUR_UNITS);
  const before = splitSentences(text.slice(from, start)).slice(-sentences);
  const after = splitSentences(text.slice(end, end + NEIGHBOUR_UNITS)).slice(0, sentences);
  if (sentences === 0) return { start, end };
  return { start: from + (before[0]?.start ?? start - from), end: end + (after.at(-1)?.end ?? 0) };
}
