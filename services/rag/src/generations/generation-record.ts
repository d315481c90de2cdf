import type { Generation } from '../domain/generation.js';

/**
 * `building`: is being filled. `shadow`: was complete once; its answers are compared. `live`: serves. `retired`: served
 * before; is kept up to date until it is dropped, so that going back is one call.
 */
export type GenerationState = 'building' | 'shadow' | 'live' | 'retired';

/** A generation of the index and how far it is. */
export interface GenerationRecord {
  readonly name: string;
  readonly generation: Generation;
  readonly collection: string;
  readonly state: GenerationState;
  readonly createdAt: string;
  readonly switchedAt?: string;
  /** When a retired one may be dropped. */
  readonly dropAt?: string;
  /** The last comparison with the one that served. */
  readonly comparison?: ShadowComparison;
}

/** How a generation answers the questions of a golden set, beside the one that serves. */
export interface ShadowComparison {
  readonly at: string;
  readonly queries: number;
  /** Mean share of the first ten hits that both have. */
  readonly overlapAt10: number;
  /** Mean score of the first hit in each. */
  readonly topScore: { readonly live: number; readonly shadow: number };
  /** Where judgements are given. */
  readonly ndcgAt10?: { readonly live: number; readonly shadow: number };
  readonly isHeld: boolean;
  /** What does not hold. */
  readonly reasons: readonly string[];
}
