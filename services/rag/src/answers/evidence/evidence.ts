import type { LabelledText } from '@stellwerk/guard';
import type { TextRange } from '../../domain/document.js';
import type { SearchHit } from '../../domain/search.js';

/** A sentence that may be quoted: a slice of a stored version that has been compared with it and let in. */
export interface Evidence extends TextRange {
  readonly text: string;
  /** The hit it came with: itself, or the question whose answer it is. */
  readonly hit: SearchHit;
  readonly section: EvidenceSection;
}

/** The section around hits: what a prompt shows and claims are held against. */
export interface EvidenceSection extends TextRange {
  readonly hit: SearchHit;
  /** Slice of the stored version, with blanks for what the guard took out: claims are held against it, offsets stay. */
  readonly text: string;
  /** As it may go into a prompt, with its origin on every unit. */
  readonly admitted: LabelledText;
}

/** Equal for sentences of the same place of the same version. */
export const placeOf = ({ hit, start, end }: Pick<Evidence, 'hit' | 'start' | 'end'>): string =>
  `${hit.documentId}\u0000${hit.version}\u0000${start}-${end}`;
