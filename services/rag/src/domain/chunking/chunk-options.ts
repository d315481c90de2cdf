/** Grows whenever the same document would give other chunks or other contextual texts. */
export const CHUNKER_VERSION = 1;

/** Sizes in UTF-16 units. */
export interface ChunkOptions {
  /** A sentence shorter than this is joined to its neighbour in the same block. */
  readonly minChunkUnits: number;
  /** A sentence longer than this is split at the boundaries of clauses. */
  readonly maxChunkUnits: number;
  /** Paragraphs under one heading are joined to a section until it is this long. */
  readonly minSectionUnits: number;
  /** Sections end at the sentence before they would pass this. */
  readonly maxSectionUnits: number;
  /** Title, headings and what leads to a section together, in its contextual text. */
  readonly maxLeadUnits: number;
  readonly estimateTokens: (text: string) => number;
}

/** Units per token of German and English prose, rounded down so that the estimate is rather too high. */
const UNITS_PER_TOKEN = 3.5;

export const defaultChunkOptions: ChunkOptions = {
  minChunkUnits: 24,
  maxChunkUnits: 600,
  minSectionUnits: 200,
  maxSectionUnits: 1_200,
  maxLeadUnits: 400,
  estimateTokens: (text) => Math.ceil(text.length / UNITS_PER_TOKEN),
};
