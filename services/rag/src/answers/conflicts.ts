import { createClaimVerifier, type RuleName } from '@stellwerk/claims';
import type { Evidence } from './evidence/evidence.js';

/** Differences that make two sources disagree; another name or wording may be another subject. */
export const DISAGREEING: readonly RuleName[] = ['number', 'date', 'direction', 'negation', 'modality', 'code'];

/**
 * Whether two sentences of different documents say otherwise of the same: one, held against the other, is contradicted by
 * it in a value, a direction, a negation or a modality.
 */
export function disagree(one: Evidence, other: Evidence): boolean {
  if (one.hit.documentId === other.hit.documentId) return false;
  return contradicts(one.text, other.text) || contradicts(other.text, one.text);
}

function contradicts(claim: string, source: string): boolean {
  const { verdict, mismatches } = createClaimVerifier([source])(claim);
  return verdict === 'contradicted' && mismatches.every(({ rule }) => DISAGREEING.includes(rule));
}
