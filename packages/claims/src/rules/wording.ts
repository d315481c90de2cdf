import { isContent } from '../alignment/weights.js';
import { type Rule, written } from './rule.js';

/**
 * A word that stands in no source, inside a sentence that is the source's otherwise. Without a model a synonym cannot be
 * told from a change of meaning, so the claim is not found rather than contradicted.
 */
export const wordingRule: Rule = ({ claimed, stated }, { isInSources }) => {
  const foreign = claimed.filter((token) => isContent(token) && !isInSources(token));
  return foreign.length === 0
    ? undefined
    : { rule: 'wording', verdict: 'not-found', claimed: written(claimed), stated: written(stated) };
};
