import type { Entity } from '../entity.js';
import { firstFrom } from '../reading/search.js';
import { maskOf } from './placeholder.js';

/** A text with masks in the place of entities, and the way back for what lies between them. */
export interface CoveredText {
  readonly text: string;
  readonly original: (place: { readonly start: number; readonly end: number }) => {
    readonly start: number;
    readonly end: number;
  };
}

/** Covers entities, which stand in order and apart. */
export function coverEntities(text: string, entities: readonly Entity[]): CoveredText {
  if (entities.length === 0) return { text, original: ({ start, end }) => ({ start, end }) };
  const masks: { end: number; shift: number }[] = [];
  const parts: string[] = [];
  let [at, length] = [0, 0];
  for (const { type, start, end } of entities) {
    const part = text.slice(at, start) + maskOf(type);
    parts.push(part);
    length += part.length;
    at = end;
    masks.push({ end: length, shift: end - length });
  }
  parts.push(text.slice(at));
  const shiftAt = (offset: number) => masks[firstFrom(masks, offset, 'end', true) - 1]?.shift ?? 0;
  return {
    text: parts.join(''),
    // What is found lies between two masks, so both of its ends are shifted alike.
    original: ({ start, end }) => ({ start: start + shiftAt(start), end: end + shiftAt(start) }),
  };
}
