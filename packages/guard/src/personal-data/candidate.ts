import type { EntityType } from './entity.js';

/** Something that may be personal data; offsets are those of the view. */
export interface Candidate {
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}
