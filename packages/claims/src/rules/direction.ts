import { areOpposites } from '../lexicon/opposites.js';
import type { Rule } from './rule.js';

/** A word in the place of its opposite: "sinkt" for "steigt", "without" for "with". */
export const directionRule: Rule = ({ claimed, stated }) => {
  for (const one of claimed)
    for (const other of stated)
      if (one.kind === 'word' && other.kind === 'word' && areOpposites(one.text, other.text))
        return { rule: 'direction', verdict: 'contradicted', claimed: one.text, stated: other.text };
  return undefined;
};
