import type { GeneratedDocument, Planted } from '../document.js';
import type { Tally } from './tally.js';

/** A stretch that a detector would redact; without a type where it names none of ours. */
export interface Found {
  readonly type?: string;
  readonly start: number;
  readonly end: number;
}

const LETTER_OR_DIGIT = /[\p{L}\d]/u;

/** Whether every letter and digit of a planted value lies in what was found. */
export function isCovered(text: string, { start, end }: Planted, found: readonly Found[]): boolean {
  const near = found.filter((one) => one.start < end && start < one.end);
  for (let at = start; at < end; at++) {
    const isPart = LETTER_OR_DIGIT.test(text.charAt(at));
    if (isPart && !near.some((one) => one.start <= at && at < one.end)) return false;
  }
  return true;
}

const overlaps = (one: { start: number; end: number }, other: { start: number; end: number }) =>
  one.start < other.end && other.start < one.end;

/** Counts what was found in one document: planted values by type and writing, and decoys. */
export function scoreDocument(
  { text, planted, decoys }: GeneratedDocument,
  found: readonly Found[],
  tally: Tally,
  groupOf: (type: string) => string,
  typed: boolean,
): void {
  for (const value of planted) {
    const own = typed ? found.filter(({ type }) => type === value.type) : found;
    const isFound = isCovered(text, value, own);
    for (const name of [
      value.type,
      `${value.type}, ${value.writing}`,
      `${groupOf(value.type)}, ${value.writing}`,
      groupOf(value.type),
    ])
      tally.add(`recall, ${name}`, isFound);
    if (isFound && typed)
      tally.add(
        'exact offsets',
        own.some(({ start, end }) => start === value.start && end === value.end),
      );
  }
  for (const decoy of decoys) {
    const isAltered = found.some((one) => overlaps(one, decoy));
    tally.add(`decoys altered, ${decoy.kind}`, isAltered);
    tally.add('decoys altered', isAltered);
  }
}

/** Counts which of the entities found in a document without foreign text stand where something of their type was planted. */
export function scorePrecision(
  { planted }: GeneratedDocument,
  found: readonly Found[],
  tally: Tally,
  typed: boolean,
): void {
  for (const one of found) {
    tally.add(
      'precision, generated texts',
      planted.some((value) => overlaps(one, value) && (!typed || value.type === one.type)),
    );
  }
}
