import type { Evidence } from '../reading/context.js';
import type { Scores } from './code-type.js';

/** A name of something else weighs as much as three more doubts of the same kind: right check digits stand it, bare forms do not. */
const CONTRADICTED = 4;
/** What is left of it where more digits stand beside, without announcement. */
const TORN = 0.4;

/** Context raises, a name of something else or digits right beside lower. */
export function scoreOf({ alone, announced }: Scores, evidence: Evidence, torn = false): number {
  if (evidence === 'announced') return torn ? announced * 0.9 : announced;
  return alone ** (evidence === 'contradicted' ? CONTRADICTED : 1) * (torn ? TORN : 1);
}
