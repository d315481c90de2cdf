/** A word or a single punctuation mark of a text: UTF-16 offsets, end exclusive. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/** Longer words are unknown to the model anyway (`max_input_chars_per_word`). */
const MAX_WORD = 100;

/** As BERT splits before its pieces: at blanks, with every punctuation mark and every Chinese character on its own. */
const WORD = /[\p{Script=Han}\p{P}$+<=>^`|~]|[^\s\p{Script=Han}\p{P}$+<=>^`|~]+/gu;

/** The words of a text. Offsets are exact, because nothing is normalised before it is split. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { index, 0: match } of text.matchAll(WORD)) {
    for (let start = index; start < index + match.length; start += MAX_WORD) {
      words.push({ start, end: Math.min(start + MAX_WORD, index + match.length) });
    }
  }
  return words;
}
