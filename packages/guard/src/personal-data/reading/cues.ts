import type { Token } from './tokens.js';

/** What a word announces; of no kind where it names a number that is no personal data. */
export interface Cue<Kind extends string> {
  readonly start: number;
  readonly end: number;
  /** Indices of its first and last token. */
  readonly first: number;
  readonly last: number;
  readonly kinds: ReadonlySet<Kind>;
}

/**
 * Words by what they announce. Phrases are words between blanks as {@link tokenise} parts them ("steuer id" is also found in
 * "Steuer-ID"); a last word with `*` stands for every word that begins so.
 */
export interface CueBook<Kind extends string> {
  readonly byFirstWord: ReadonlyMap<string, readonly Phrase<Kind>[]>;
  readonly stems: ReadonlyMap<string, readonly Phrase<Kind>[]>;
}

interface Phrase<Kind extends string> {
  readonly words: readonly string[];
  readonly open: boolean;
  readonly kinds: ReadonlySet<Kind>;
}

/** First letters that stems are kept by. */
const STEM = 3;
/** Between the words of a phrase. */
const MAX_GAP = 2;

/** Puts a book together; the same phrase may announce several kinds. */
export function cueBook<Kind extends string>(
  entries: Iterable<readonly [phrase: string, kinds: readonly Kind[]]>,
): CueBook<Kind> {
  const merged = new Map<string, Set<Kind>>();
  for (const [phrase, kinds] of entries) {
    const known = merged.get(phrase) ?? new Set<Kind>();
    for (const kind of kinds) known.add(kind);
    merged.set(phrase, known);
  }
  const byFirstWord = new Map<string, Phrase<Kind>[]>();
  const stems = new Map<string, Phrase<Kind>[]>();
  for (const [text, kinds] of merged) {
    const open = text.endsWith('*');
    const words = text.replace('*', '').split(' ');
    const [first = ''] = words;
    const [index, key] = open && words.length === 1 ? [stems, first.slice(0, STEM)] : [byFirstWord, first];
    index.set(key, [...(index.get(key) ?? []), { words, open, kinds }]);
  }
  // The longest phrase is the one that is meant.
  const longest = (a: Phrase<Kind>, b: Phrase<Kind>) => b.words.join(' ').length - a.words.join(' ').length;
  for (const phrases of [...byFirstWord.values(), ...stems.values()]) phrases.sort(longest);
  return { byFirstWord, stems };
}

/** Every cue of a text, in order; no two overlap. */
export function findCues<Kind extends string>(tokens: readonly Token[], book: CueBook<Kind>): Cue<Kind>[] {
  const cues: Cue<Kind>[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const found = phraseAt(tokens, index, book);
    const [first, last] = [tokens[index], tokens[index + (found?.words.length ?? 1) - 1]];
    if (!found || !first || !last) continue;
    cues.push({
      start: first.start,
      end: last.end,
      kinds: found.kinds,
      first: index,
      last: index + found.words.length - 1,
    });
    index += found.words.length - 1;
  }
  return cues;
}

function phraseAt<Kind extends string>(
  tokens: readonly Token[],
  index: number,
  { byFirstWord, stems }: CueBook<Kind>,
): Phrase<Kind> | undefined {
  const word = tokens[index]?.lower ?? '';
  const exact = byFirstWord.get(word)?.find((phrase) => isAt(phrase, tokens, index));
  return exact ?? stems.get(word.slice(0, STEM))?.find(({ words }) => word.startsWith(words[0] ?? ''));
}

function isAt({ words, open }: Phrase<string>, tokens: readonly Token[], index: number): boolean {
  return words.every((word, offset) => {
    const [token, previous] = [tokens[index + offset], tokens[index + offset - 1]];
    if (!token || (offset > 0 && previous && token.start - previous.end > MAX_GAP)) return false;
    return open && offset === words.length - 1 ? token.lower.startsWith(word) : token.lower === word;
  });
}
