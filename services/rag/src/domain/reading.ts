import type { Reader } from './search.js';

/** A document, as far as its rights go. */
export interface Readable {
  readonly source: string;
  /** Labels, any of which is enough. */
  readonly access: readonly string[];
}

/** Whether a reader may see a document: by a label of its own, and by what its source lets in today. */
export const mayRead = ({ access, closedSources = [] }: Reader, document: Readable): boolean =>
  !closedSources.includes(document.source) && document.access.some((label) => access.includes(label));
