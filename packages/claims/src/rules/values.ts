import { isYear, type NumberToken, type Token } from '@stellwerk/text';
import type { Mismatch, Rule, RuleName, Surroundings } from './rule.js';

const isYearToken = (token: Token): token is NumberToken =>
  token.kind === 'number' && token.unit === undefined && /^\d{4}/.test(token.text) && token.values.some(isYear);
const kindOf = (token: Token): RuleName | undefined =>
  token.kind === 'number' ? (isYearToken(token) ? 'date' : 'number') : token.kind === 'word' ? undefined : token.kind;

/** The value of a source that stands where the claim has another of its kind: in the same place, else left over in the sentence. */
function counterpart(token: Token, stated: readonly Token[], { unclaimed }: Surroundings): Token | undefined {
  const isLike = (other: Token) =>
    other.kind === token.kind ||
    (kindOf(token) === 'date' && kindOf(other) === 'date') ||
    (token.kind === 'number' && /^(?:ein|one)/.test(other.folded)) ||
    // The day of a date whose month the claim has cut off.
    (token.kind === 'number' && token.unit === undefined && other.kind === 'date' && other.date.day !== undefined);
  const isSameUnit = (other: Token) => token.kind !== 'number' || other.kind !== 'number' || other.unit === token.unit;
  return (
    stated.find((other) => kindOf(other) === kindOf(token) && isSameUnit(other)) ??
    stated.find((other) => kindOf(other) === kindOf(token)) ??
    stated.find(isLike) ??
    (token.kind === 'number' && token.unit !== undefined
      ? unclaimed.find((other) => other.kind === 'number' && other.unit === token.unit)
      : undefined)
  );
}

/** A number, date or code that the source has otherwise, or nowhere. Both ends of a range are values of their own. */
const valueRule =
  (rule: RuleName): Rule =>
  ({ claimed, stated, isFlanked }, around): Mismatch | undefined => {
    for (const token of claimed) {
      if (kindOf(token) !== rule) continue;
      const other = counterpart(token, stated, around);
      // Elsewhere in the sources is enough unless another value stands in this very place.
      if (around.isInSources(token) && !(isFlanked && other)) continue;
      return {
        rule,
        verdict: other ? 'contradicted' : 'not-found',
        claimed: token.text,
        stated: other?.text ?? '',
      };
    }
    return undefined;
  };

export const numberRule = valueRule('number');
export const dateRule = valueRule('date');
export const codeRule = valueRule('code');
