import type { CharacterModel } from '../language/character-model.js';
import { base64 } from './base64.js';
import { compatibility } from './compatibility.js';
import { hex } from './hex.js';
import { homoglyphs } from './homoglyphs.js';
import { htmlEntities } from './html-entities.js';
import { invisible, tags, variationSelectors } from './invisible.js';
import { leet } from './leet.js';
import { morse } from './morse.js';
import { percent } from './percent.js';
import { rot13 } from './rot13.js';
import { spacedLetters } from './spaced-letters.js';
import { type Decoder, originalView, replaced, type View } from './view.js';

/** What bounds the reading of one text. */
export interface CanonicaliseLimits {
  /** Decoders that may be applied one after the other. */
  readonly depth: number;
  /** Units that all readings of a text may have together, beyond the text itself. */
  readonly maxUnits: number;
  /** Readings of a text, the text itself included. */
  readonly maxViews: number;
}

export const defaultLimits: CanonicaliseLimits = { depth: 3, maxUnits: 500_000, maxViews: 24 };

export interface Canonicalised {
  /** Every reading that differs, the text as given (or rid of what cannot be seen) first. */
  readonly views: readonly View[];
  /** Something encoded was left unread, because a limit was reached. */
  readonly exhausted: 'depth' | 'size' | null;
}

/**
 * Every reading of a text that a model might take: without what cannot be seen, with lookalike letters replaced, and
 * with encodings undone, up to three within each other (guardrails.md §2.1). Each reading knows its decoders and where
 * it stood in the original. Time and memory are bounded by the limits, whatever the text holds.
 */
export function createCanonicaliser(model: CharacterModel, limits: CanonicaliseLimits = defaultLimits) {
  /** Applied to every reading: they lose nothing that prose needs, so the reading replaces the one it came from. */
  const cleaners: readonly Decoder[] = [invisible, compatibility];
  /** Applied before anything is stripped: they read what cannot be seen. */
  const hidden: readonly Decoder[] = [tags, variationSelectors];
  const decoders: readonly Decoder[] = [
    homoglyphs,
    percent,
    htmlEntities,
    base64,
    hex,
    morse,
    spacedLetters(model),
    leet(model),
    rot13(model),
  ];

  return function canonicalise(text: string): Canonicalised {
    let units = limits.maxUnits;
    let exhausted: Canonicalised['exhausted'] = null;
    const seen = new Set<string>();
    const views: View[] = [];
    const queue: { view: View; depth: number }[] = [];

    const read = (view: View, decoder: Decoder, whole = false): View | undefined => {
      const changes = decoder.decode(view.text);
      if (changes.length === 0) return undefined;
      if (units <= 0) {
        exhausted ??= 'size';
        return undefined;
      }
      const result = replaced(view, decoder.layer, changes, units, whole);
      units -= result.text.length;
      if (units <= 0) exhausted ??= 'size';
      return result;
    };
    const add = (view: View, depth: number) => {
      for (const decoder of depth < limits.depth ? hidden : []) {
        const found = read(view, decoder);
        if (found) queue.push({ view: found, depth: depth + 1 });
      }
      const clean = cleaners.reduce((current, cleaner) => read(current, cleaner, true) ?? current, view);
      if (seen.has(clean.text)) return;
      seen.add(clean.text);
      if (views.length >= limits.maxViews) {
        exhausted ??= 'size';
        return;
      }
      views.push(clean);
      for (const decoder of decoders) {
        if (depth >= limits.depth) {
          if (encodes(decoder, clean)) exhausted ??= 'depth';
          continue;
        }
        const found = read(clean, decoder);
        if (found) queue.push({ view: found, depth: depth + 1 });
      }
    };

    add(originalView(text), 0);
    for (let next = queue.shift(); next; next = queue.shift()) add(next.view, next.depth);
    return { views, exhausted };
  };
}

/** Whether a reading at the depth limit still holds an encoding: skeletons and leet are disguises, not encodings. */
const ENCODINGS = new Set(['percent', 'html-entities', 'base64', 'hex', 'morse']);
const encodes = (decoder: Decoder, view: View) => ENCODINGS.has(decoder.layer) && decoder.decode(view.text).length > 0;
