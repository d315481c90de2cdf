import { splitSentences } from '@stellwerk/text';

/** A sentence as a model wrote it, not verified. */
export interface DraftSentence {
  readonly text: string;
  /** Numbers of the sources it names. */
  readonly sources: readonly number[];
}

const MARKER = /\[\s*(?:(?:source|quelle|s)\s*)?(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\]|【(\d{1,3})[^】]{0,20}】/giu;
const LEADING = /^(?:\s*(?:\[[^\][]{1,40}\]|【[^】]{1,20}】))+/u;
const DRESSING = /^(?:[-*•]|#{1,6}|\d{1,2}[.)])\s+|\*\*|__/g;

/** Units behind a full stop that decide whether it ends a sentence, and whether a marker follows. */
const LOOKED_AHEAD = 16;

/**
 * Cuts what a model writes, piece by piece, into sentences with the sources they name. A marker behind a full stop belongs
 * to the sentence before it, so that a sentence is given out only when enough follows to know.
 */
export class SentenceParser {
  #rest = '';

  /** Sentences that are complete with this piece. */
  push(piece: string): DraftSentence[] {
    const text = this.#rest + piece;
    const starts = startsOf(text);
    let open = starts.length - 1;
    while (open > 0 && text.length - (starts[open] ?? 0) < LOOKED_AHEAD) open--;
    const from = starts[open] ?? 0;
    this.#rest = text.slice(from);
    return draftsOf(text.slice(0, from), starts.slice(0, Math.max(0, open)));
  }

  /** What is left, at the end of the text. */
  end(): DraftSentence[] {
    const text = this.#rest;
    this.#rest = '';
    return draftsOf(text, startsOf(text));
  }
}

/** Where sentences begin, each with the markers behind it. */
function startsOf(text: string): number[] {
  // A marker that touches a full stop hides the end of the sentence.
  const spaced = text.replace(/([.!?…])[[【]/g, '$1 ');
  const starts: number[] = [];
  for (const { start, end } of splitSentences(spaced)) {
    const from = /[[【]/.test(text.charAt(start - 1)) ? start - 1 : start;
    const markers = starts.length > 0 ? (LEADING.exec(text.slice(from, end))?.[0].length ?? 0) : 0;
    const own = from + markers;
    if (own < end) starts.push(own + (/^\s*/.exec(text.slice(own))?.[0].length ?? 0));
  }
  return starts;
}

const draftsOf = (text: string, starts: readonly number[]): DraftSentence[] =>
  starts.map((start, index) => draftOf(text.slice(start, starts[index + 1]))).filter(isSentence);

function draftOf(sentence: string): DraftSentence {
  const sources = [...sentence.matchAll(MARKER)].flatMap(([, list, one]) =>
    (list ?? one ?? '').split(/[,;]/).map((number) => Number(number.trim())),
  );
  const text = sentence
    .replace(MARKER, '')
    .replace(DRESSING, '')
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;:!?])/g, '$1')
    .trim();
  return { text, sources: [...new Set(sources)] };
}

const isSentence = ({ text }: DraftSentence): boolean => /\p{L}{2}/u.test(text);
