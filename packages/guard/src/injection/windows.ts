import { addTextFeatures, FeatureBuffer } from '../linear/features.js';
import { type Piece, sentencePieces } from '../linear/sentences.js';
import { addStructureFeatures, isRequest, type SentenceStructure, structureOf } from './structure.js';

/** Sentences of a text with their features: features of sentence i are `from[i]`..`from[i + 1]` of the buffer. */
export interface ReadText {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly structures: readonly SentenceStructure[];
  readonly from: readonly number[];
  readonly buffer: FeatureBuffer;
}

/** Sentences first..last (inclusive) that are scored together. */
export interface Window {
  readonly first: number;
  readonly last: number;
}

/** A whole text is a window when it is no longer than this: a question of a few sentences is read as one. */
const WHOLE_UNITS = 700;
const WIDTHS = [1, 2, 3, 5];

/** @param buffer Reused; the result points into it. */
export function readText(text: string, buffer = new FeatureBuffer()): ReadText {
  buffer.clear();
  const pieces = sentencePieces(text);
  const from = [0];
  const structures = pieces.map(({ start, end }) => {
    const structure = structureOf(text.slice(start, end));
    addTextFeatures(buffer, text, start, end);
    addStructureFeatures(buffer, structure);
    from.push(buffer.length);
    return structure;
  });
  return { text, pieces, structures, from, buffer };
}

/**
 * The windows a text is scored in: each sentence, a few in a row, and the whole text where it is short. A document is never
 * scored as one: an order of ten words disappears in a page, and a page is unlike anything a sentence model knows.
 */
export function windowsOf(read: ReadText): Window[] {
  const { pieces } = read;
  const windows: Window[] = [];
  for (const width of WIDTHS)
    for (let first = 0; first + width <= pieces.length; first++) windows.push({ first, last: first + width - 1 });
  const units = (pieces.at(-1)?.end ?? 0) - (pieces[0]?.start ?? 0);
  const whole = pieces.length - 1;
  if (units <= WHOLE_UNITS && whole > 0 && !WIDTHS.includes(pieces.length)) windows.push({ first: 0, last: whole });
  return windows;
}

/** The features of a window. */
export const windowFeatures = (read: ReadText, { first, last }: Window): Uint32Array =>
  read.buffer.buckets.slice(read.from[first] ?? 0, read.from[last + 1] ?? 0);

type OfSentence = (text: string, structure: SentenceStructure) => boolean;

/** The sentences of which something holds, each a window of its own. */
export const sentencesThat = (read: ReadText, holds: OfSentence): Window[] =>
  sentencesOf(read, holds).flatMap((isOne, index) => (isOne ? [{ first: index, last: index }] : []));

/** The windows with a sentence of which something holds. */
export function windowsWith(read: ReadText, holds: OfSentence): Window[] {
  const upTo = [0];
  for (const [index, isOne] of sentencesOf(read, holds).entries()) upTo.push((upTo[index] ?? 0) + (isOne ? 1 : 0));
  return windowsOf(read).filter(({ first, last }) => (upTo[last + 1] ?? 0) > (upTo[first] ?? 0));
}

/** The sentences that ask something of their reader, each a window of its own. */
export const requestsOf = (read: ReadText): Window[] => sentencesThat(read, isRequest);

const sentencesOf = ({ text, pieces, structures }: ReadText, holds: OfSentence): boolean[] =>
  pieces.map(({ start, end }, index) => {
    const structure = structures[index];
    return structure !== undefined && holds(text.slice(start, end), structure);
  });
