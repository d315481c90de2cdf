import type { ImportKind } from '@stellwerk/contracts';
import { type Problem, problemOf } from '../problem.js';

/** A row that said something under the same key before. */
export interface EarlierRow {
  readonly row: number;
  /** It stands in the same file. */
  readonly isInFile: boolean;
}

/**
 * Why a row may not say something else than an earlier one of its key; `undefined` where it replaces it. In one file the
 * first counts, because nothing tells which is right.
 */
export function repeatProblem(
  { repeats, counted }: ImportKind,
  place: Pick<Problem, 'row' | 'line'>,
  { row, isInFile }: EarlierRow,
): Problem | undefined {
  if (isInFile) return problemOf('KEY_REPEATED', { first: row }, place);
  return repeats === 'once' ? problemOf('ALREADY_COUNTED', { counted: counted.join(', ') }, place) : undefined;
}
