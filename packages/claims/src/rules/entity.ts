import { stopWords, type Token } from '@stellwerk/text';
import { type Rule, written } from './rule.js';

const isName = (token: Token) =>
  token.kind === 'word' && /^\p{Lu}/u.test(token.text) && token.text.length > 1 && !stopWords.has(token.folded);

/** A name, brand or (in German) noun that the source does not have, or has another of in the same place. */
export const entityRule: Rule = ({ claimed, stated, isFlanked }, { isInSources }) => {
  const names = claimed.filter(isName);
  const others = stated.filter(isName);
  const isSwap = isFlanked && names.length > 0 && others.length > 0;
  const unknown = names.filter((token) => !isInSources(token));
  if (unknown.length === 0 && !isSwap) return undefined;
  if (names.length === 0) return undefined;
  return {
    rule: 'entity',
    verdict: others.length > 0 ? 'contradicted' : 'not-found',
    claimed: written(names),
    stated: written(others),
  };
};
