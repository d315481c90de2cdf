import { type Bound, boundOf, modalityOf, type Token } from '@stellwerk/text';
import type { Edit } from '../alignment/edits.js';
import { type Mismatch, type Rule, written } from './rule.js';

/** "may" for "must", "wird" for "kann": another degree of certainty in the same place. */
export const modalityRule: Rule = ({ claimed, stated, isFlanked }) => {
  if (!isFlanked) return undefined;
  for (const one of claimed) {
    const modality = modalityOf(one.folded);
    const other = modality && stated.find(({ folded }) => modalityOf(folded) !== undefined);
    if (other && modalityOf(other.folded) !== modality)
      return { rule: 'modality', verdict: 'contradicted', claimed: one.text, stated: other.text };
  }
  return undefined;
};

/** Leaving out "about" rounds and changes nothing; a price "from" is one only with its unit. */
const weight = (bound: Bound | undefined, token: Token): Bound | undefined =>
  bound === 'about' || (bound === 'from' && token.kind === 'number' && token.unit === undefined) ? undefined : bound;

/** The same number under another bound: "50 %" or "at least 50 %" for "up to 50 %". */
export function boundMismatch(claimed: Token, stated: Token): Mismatch | undefined {
  if (claimed.kind !== 'number' || stated.kind !== 'number') return undefined;
  const [one, other] = [weight(claimed.bound, claimed), weight(stated.bound, stated)];
  if (one === other || (one === 'exactly' && other === undefined && stated.bound === undefined)) return undefined;
  if (other === 'exactly' && one === undefined && claimed.bound === undefined) return undefined;
  const phrase = (token: Token & { readonly kind: 'number' }) => `${token.bound ?? ''} ${written([token])}`.trim();
  return { rule: 'modality', verdict: 'contradicted', claimed: phrase(claimed), stated: phrase(stated) };
}

/** Whether an edit is two phrases for the same bound of the number after it: "maximal 20" for "bis zu 20". */
export function isSameBound({ claimed, stated }: Edit, next: Token | undefined, partner: Token | undefined): boolean {
  if (next?.kind !== 'number' || partner?.kind !== 'number' || next.bound === undefined) return false;
  const isPhrase = (tokens: readonly Token[]) =>
    tokens.length > 0 && tokens.length <= 3 && boundOf(tokens.map(({ folded }) => folded)) === next.bound;
  return next.bound === partner.bound && isPhrase(claimed) && isPhrase(stated);
}
