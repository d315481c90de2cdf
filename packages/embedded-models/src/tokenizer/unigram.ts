import { BestPaths } from './best-paths.js';
import type { TokenizerTables } from './tokenizer-file.js';
import { NO_NODE, Trie } from './trie.js';

/** SentencePiece writes a space as this character. */
const SPACE = '\u2581';
const SPACE_BYTES = Buffer.from(SPACE);
/** A character without a piece costs this much more than the least likely piece (SentencePiece `kUnkPenalty`). */
const UNKNOWN_PENALTY = 10;
/** Longest piece of the vocabulary is shorter; so no more characters than this times the limit can matter. */
const MAX_PIECE_CHARACTERS = 64;

export interface Encoded {
  /** Ids of the pieces, without the marks of begin and end. */
  readonly ids: readonly number[];
  /** Whether the text went on after the last of them. */
  readonly truncated: boolean;
}

/**
 * Unigram tokenizer of SentencePiece (Kudo 2018): of all ways to cut a text into pieces, the most probable one.
 * No piece reaches over a space, so words are cut one by one and the work ends at the limit of pieces.
 */
export class UnigramTokenizer {
  readonly #trie: Trie;
  readonly #unknownScore: number;
  readonly #paths = new BestPaths();

  constructor(readonly tables: TokenizerTables) {
    this.#trie = new Trie(tables);
    const least = tables.score.reduce((lowest, score) => Math.min(lowest, score), 0);
    this.#unknownScore = Math.fround(least - UNKNOWN_PENALTY);
  }

  /** At most `maxPieces` ids from the beginning of the text. Time is bounded by `maxPieces`, whatever the text's length. */
  encode(text: string, maxPieces: number): Encoded {
    const maxCharacters = maxPieces * MAX_PIECE_CHARACTERS;
    const bytes = Buffer.from(this.normalise(text.slice(0, maxCharacters)));
    const ids: number[] = [];
    for (let start = 0; start < bytes.length; ) {
      const end = nextWord(bytes, start);
      this.#cutWord(bytes, start, end, ids);
      if (ids.length > maxPieces) return { ids: ids.slice(0, maxPieces), truncated: true };
      start = end;
    }
    return { ids, truncated: text.length > maxCharacters };
  }

  /** The text as the pieces know it: characters replaced, runs of spaces made one, one space in front, spaces marked. */
  normalise(text: string): string {
    let replaced = '';
    for (const character of text.toWellFormed().normalize('NFC')) {
      replaced += this.tables.replacements.get(character.codePointAt(0) ?? 0) ?? character;
    }
    const single = replaced.replace(/ {2,}/g, ' ');
    return (single.startsWith(' ') ? single : ` ${single}`).replaceAll(' ', SPACE);
  }

  /** Viterbi over the bytes from `from` to `to`; in single precision, as the reference computes. Appends to `ids`. */
  #cutWord(bytes: Uint8Array, from: number, to: number, ids: number[]): void {
    const { piece, score, unknown } = this.tables;
    const paths = this.#paths;
    paths.reset(to - from);
    for (let start = from; start < to; ) {
      const following = start + characterBytes(bytes, start);
      let node = 0;
      for (let end = start; end < to; ) {
        node = this.#trie.child(node, bytes[end++] ?? 0);
        if (node === NO_NODE) break;
        const id = piece[node] ?? -1;
        if (id >= 0) paths.offer(start - from, end - from, id, score[id] ?? 0);
      }
      paths.offer(start - from, following - from, unknown, this.#unknownScore);
      start = following;
    }
    paths.appendBest(ids);
  }
}

/** Where the word that begins at `start` ends: before the next mark of a space. */
function nextWord(bytes: Buffer, start: number): number {
  const next = bytes.indexOf(SPACE_BYTES, start + 1);
  return next === -1 ? bytes.length : next;
}

/** Length of the UTF-8 character that begins at `start`. */
function characterBytes(bytes: Uint8Array, start: number): number {
  const lead = bytes[start] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
