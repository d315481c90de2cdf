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

/**
 * Cuts what a model writes, piece by piece, into sentences with the sources they name. A marker behind a full stop belongs
 * to the sentence before it, so that a sentence is given out only when something follows its markers.
 */
export class SentenceParser {
  #rest = '';

  /** Sentences that are complete with this piece. */
  push(piece: string): DraftSentence[] {
    this.#rest += piece;
    const { complete, rest } = this.#cut();
    this.#rest = rest;
    return complete.map(draftOf).filter(isSentence);
  }

  /** What is left, at the end of the text. */
  end(): DraftSentence[] {
    const { complete, rest } = this.#cut();
    this.#rest = '';
    return [...complete, rest].map(draftOf).filter(isSentence);
  }

  #cut(): { readonly complete: readonly string[]; readonly rest: string } {
    const text = this.#rest.replace(/([.!?…])(?=[[【])/g, '$1 ');
    const complete: string[] = [];
    for (const { start, end } of splitSentences(text)) {
      const sentence = text.slice(start, end);
      const markers = complete.length > 0 ? (LEADING.exec(sentence)?.[0] ?? '') : '';
      if (markers !== '') complete.push(`${complete.pop() ?? ''} ${markers}`);
      if (markers.length < sentence.length) complete.push(sentence.slice(markers.length).trimStart());
    }
    const isClosed = /[.!?…]["'”“»«)\]]*\s*(?:\[[^\][]*\]\s*)*$/.test(text);
    const rest = complete.pop() ?? '';
    return { complete, rest: isClosed && /\s$/.test(text) ? `${rest} ` : rest };
  }
}

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
