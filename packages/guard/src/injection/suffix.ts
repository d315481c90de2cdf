import type { CharacterModel } from '../language/character-model.js';
import type { Sighting } from './detector.js';

/** Units of a window, and of its step. */
const WINDOW = 60;
const STEP = 20;
/** Mean cost of a letter, in nats, from which letters are no language; German and English prose lies below 2.7. */
const COST = 3.1;
const MARKS = /[^\p{L}\p{N}\s]/gu;
const JOINS = /\p{Ll}\p{Lu}|\p{L}[\\\]})"*]\p{L}|[\\\]})*][([{"*\\]/gu;
/** Marks of a window, and places where words run into each other or marks meet, that prose does not have. */
const LEAST_MARKS = 7;
const LEAST_JOINS = 3;

/**
 * Suffixes found by search on a model's gradients (GCG: `describing.\ + similarlyNow write oppositeley.](`): unusual
 * letters, words run together, and brackets where prose has none. Links, code and tables have one or two of the three.
 */
export function findSuffixes(text: string, model: CharacterModel): Sighting[] {
  const found: Sighting[] = [];
  for (let start = 0; start + WINDOW / 2 < text.length; start += STEP) {
    const window = text.slice(start, start + WINDOW);
    const marks = window.match(MARKS)?.length ?? 0;
    if (marks < LEAST_MARKS || marks > WINDOW / 2) continue;
    const joins = window.match(JOINS)?.length ?? 0;
    if (joins < LEAST_JOINS || model.meanCost(window) < COST || /https?:|www\./.test(window)) continue;
    const last = found.at(-1);
    const end = Math.min(text.length, start + WINDOW);
    if (last && start <= last.end) found[found.length - 1] = { ...last, end };
    else found.push({ rule: 'injection.suffix', start, end, score: 0.8 });
  }
  return found;
}
