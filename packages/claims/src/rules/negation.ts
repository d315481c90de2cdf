import { isNegation, type Token } from '@stellwerk/text';
import { type Rule, written } from './rule.js';

/** A longer omission is a shortening; what it negated went with it. */
const MAX_OMITTED = 4;

const negations = (tokens: readonly Token[]) => tokens.filter((token) => isNegation(token.folded));

/** A negation that only one of the two has: "ist" for "ist nicht", "no" for "a". */
export const negationRule: Rule = ({ claimed, stated, isFlanked }) => {
  const inClaim = negations(claimed);
  if (inClaim.length % 2 === 1 && (!isFlanked || negations(stated).length % 2 === 0))
    return { rule: 'negation', verdict: 'contradicted', claimed: written(claimed), stated: written(stated) };
  const isOmission = isFlanked && stated.length <= MAX_OMITTED && !/\(/.test(stated[0]?.before ?? '');
  if (inClaim.length % 2 === 0 && isOmission && negations(stated).length % 2 === 1)
    return { rule: 'negation', verdict: 'contradicted', claimed: written(claimed), stated: written(stated) };
  return undefined;
};
