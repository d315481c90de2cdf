import type { Chunk, Section } from '../chunk.js';
import type { ParsedDocument } from '../document.js';
import { type BlockGroup, blockGroups } from './block-groups.js';
import { blockPieces, type Piece } from './block-pieces.js';
import { type ChunkOptions, defaultChunkOptions } from './chunk-options.js';
import { contextualText } from './contextual-text.js';
import { sectionLanguage } from './section-language.js';

/**
 * Chunks of a document, in the order of its text: one sentence each, or a run of short ones. They are disjoint, equal to
 * their slices, and hold everything but blanks of all blocks, headings that have a section below them apart: those are in
 * its heading path and contextual text. Deterministic and pure.
 */
export function chunkDocument(document: ParsedDocument, options: Partial<ChunkOptions> = {}): Chunk[] {
  const settings = { ...defaultChunkOptions, ...options };
  const chunks: Chunk[] = [];
  let sectionOrdinal = 0;
  let previous: { readonly group: BlockGroup; readonly last: Piece } | undefined;
  for (const group of blockGroups(document, settings.minSectionUnits)) {
    const pieces = group.blocks.flatMap((block) => blockPieces(document.text, block, settings));
    for (const [part, run] of runsOf(pieces, settings.maxSectionUnits).entries()) {
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined) continue;
      const range = { start: first.start, end: last.end };
      const isUnderSameHeadings = previous?.group.headingPath.join('\n') === group.headingPath.join('\n');
      const parent: Section = {
        ...range,
        ordinal: sectionOrdinal++,
        contextualText: contextualText(document, group, range, {
          part,
          previous: isUnderSameHeadings ? previous?.last : undefined,
          maxLeadUnits: settings.maxLeadUnits,
        }),
      };
      const language = sectionLanguage(document, group, range);
      for (const { start, end, sentences, block } of run) {
        const text = document.text.slice(start, end);
        chunks.push({
          ordinal: chunks.length,
          start,
          end,
          text,
          parent,
          headingPath: group.headingPath,
          language,
          ...(block.page !== undefined && { page: block.page }),
          tokens: settings.estimateTokens(text),
          sentences,
        });
      }
      previous = { group, last };
    }
  }
  return chunks;
}

/** Runs of pieces of at most `maxUnits`; a single longer piece is a run. */
function runsOf(pieces: readonly Piece[], maxUnits: number): Piece[][] {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    const run = runs.at(-1);
    if (run?.[0] !== undefined && piece.end - run[0].start <= maxUnits) run.push(piece);
    else runs.push([piece]);
  }
  return runs;
}
