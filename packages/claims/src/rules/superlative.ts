import type { Token } from '@stellwerk/text';
import { basesOf } from '../lexicon/opposites.js';
import type { Rule } from './rule.js';

const EXCLUSIVE =
  /^(?:nur|einzig\w*|ausschliesslich\w*|exklusiv\w*|alle[rsnm]?|jede[rsnm]?|samtliche\w*|stets|immer|garantiert\w*|best(?:e[nrsm]?)?|only|sole|solely|exclusive\w*|all|every|always|entirely|guaranteed|best|unique\w*|einmalig\w*)$/;
const SUPERLATIVE = /(?:ste[nrsm]?|est)$/;
const isSuperlative = (token: Token) =>
  token.kind === 'word' && token.folded.length > 4 && SUPERLATIVE.test(token.folded);

/** More than the source says: an exclusive word it does not have, or the superlative of a word it has in a lower degree. */
export const superlativeRule: Rule = ({ claimed, stated, isFlanked }) => {
  const lower = (token: Token) =>
    stated.find(
      (other) => !isSuperlative(other) && [...basesOf(token.folded)].some((base) => basesOf(other.folded).has(base)),
    );
  for (const token of claimed) {
    if (isSuperlative(token)) {
      const other = lower(token);
      if (other) return { rule: 'superlative', verdict: 'contradicted', claimed: token.text, stated: other.text };
    }
    const isNew = EXCLUSIVE.test(token.folded) && !stated.some(({ folded }) => EXCLUSIVE.test(folded));
    if (isNew && isFlanked)
      return { rule: 'superlative', verdict: 'contradicted', claimed: token.text, stated: stated[0]?.text ?? '' };
  }
  return undefined;
};
