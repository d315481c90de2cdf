import { splitSentences } from '@stellwerk/text';
import type { Block, TextRange } from '../document.js';
import type { ChunkOptions } from './chunk-options.js';
import { splitClauses } from './split-clauses.js';

/** A run of whole sentences, or a part of one that is too long. */
export interface Piece extends TextRange {
  readonly sentences: readonly TextRange[];
  readonly block: Block;
}

type Sizes = Pick<ChunkOptions, 'minChunkUnits' | 'maxChunkUnits'>;

/** The pieces of a block, in order: a row as it is, lines of code in runs, sentences of everything else. */
export function blockPieces(text: string, block: Block, sizes: Sizes): Piece[] {
  if (block.kind === 'table-row' || block.kind === 'heading')
    return [{ start: block.start, end: block.end, sentences: [block].map(rangeOf), block }];
  const units = block.kind === 'code' ? lines(text, block) : sentences(text, block);
  const runs: TextRange[][] = [];
  for (const unit of units) {
    if (unit.end - unit.start > sizes.maxChunkUnits) {
      for (const part of splitClauses(text, unit, sizes.maxChunkUnits)) runs.push([part]);
      continue;
    }
    const last = runs.at(-1);
    if (last !== undefined && joins(last, unit, block, sizes)) last.push(unit);
    else runs.push([unit]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [{ start: first.start, end: last.end, sentences: run, block }];
  });
}

/** Lines of code are joined as far as they fit; a sentence only to a short one. */
function joins(
  run: readonly TextRange[],
  unit: TextRange,
  block: Block,
  { minChunkUnits, maxChunkUnits }: Sizes,
): boolean {
  const start = run[0]?.start ?? unit.start;
  const length = (run.at(-1)?.end ?? start) - start;
  if (unit.end - start > maxChunkUnits) return false;
  return block.kind === 'code' || length < minChunkUnits || unit.end - unit.start < minChunkUnits;
}

function sentences(text: string, { start, end }: TextRange): TextRange[] {
  return splitSentences(text.slice(start, end)).map((span) => ({ start: start + span.start, end: start + span.end }));
}

function lines(text: string, { start, end }: TextRange): TextRange[] {
  return [...text.slice(start, end).matchAll(/[^\n]*\S/g)].map(({ index, 0: { length } }) => ({
    start: start + index,
    end: start + index + length,
  }));
}

const rangeOf = ({ start, end }: TextRange): TextRange => ({ start, end });
