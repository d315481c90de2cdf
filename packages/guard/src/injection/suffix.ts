import type { Sighting } from './detector.js';

/** Units of a window, and of its step. */
const WINDOW = 60;
const STEP = 20;
const MARKS = /[\\{}[\]()*^<>~|;=+/!]/g;
const WORDS = /\p{L}{3,}/gu;
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
/** Links and addresses hold such marks by right. */
const ADDRESS = /https?:|www\.|@/;
/** Different marks, brackets without a partner, and words of a window; no text of the development sets has all three. */
const LEAST_MARKS = 5;
const LEAST_UNPAIRED = 2;
const LEAST_WORDS = 4;

/**
 * Suffixes found by search on a model's gradients (GCG, Zou et al. 2023: `describing.\ + similarlyNow write oppositeley.](`):
 * words, many kinds of marks between them, and brackets that do not pair. Code has the marks and pairs them; prose pairs
 * them and has few.
 */
export function findSuffixes(text: string): Sighting[] {
  const found: Sighting[] = [];
  for (let start = 0; start + WINDOW / 2 < text.length; start += STEP) {
    const window = text.slice(start, start + WINDOW);
    if (new Set(window.match(MARKS)).size < LEAST_MARKS || unpaired(window) < LEAST_UNPAIRED) continue;
    if ((window.match(WORDS)?.length ?? 0) < LEAST_WORDS || ADDRESS.test(window)) continue;
    const last = found.at(-1);
    const end = Math.min(text.length, start + WINDOW);
    if (last && start <= last.end) found[found.length - 1] = { ...last, end };
    else found.push({ rule: 'injection.suffix', start, end, score: 0.8 });
  }
  return found;
}

function unpaired(window: string): number {
  const open: string[] = [];
  let without = 0;
  for (const mark of window) {
    const partner = CLOSES[mark];
    if ('([{<'.includes(mark)) open.push(mark);
    else if (partner !== undefined && open.at(-1) === partner) open.pop();
    else if (partner !== undefined) without++;
  }
  return without + open.length;
}
