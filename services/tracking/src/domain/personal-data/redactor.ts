import { redactPersonalData } from './redact.js';
import { REDACTED } from './redacted.js';

/** Removes what names a person from a text. */
export type Redact = (text: string) => string;

/** What is known of the person that a request speaks of. */
export interface Known {
  /** Identifiers as sent: replaced wherever they stand. */
  readonly identifiers: readonly string[];
  /** Names, streets and the like: replaced as whole words, in any case. */
  readonly texts: readonly string[];
}

/** Shorter identifiers would tear ordinary words apart; as whole values they still go. */
const MIN_INNER_LENGTH = 6;

/** Redactor for the events of one person: what is known of the person never survives, nor what names anybody else. */
export function createRedactor({ identifiers, texts }: Known): Redact {
  const long = identifiers.filter((value) => value.length >= MIN_INNER_LENGTH);
  const whole = new Set(identifiers);
  const words = wordsPattern(texts);
  return (text) => {
    if (whole.has(text)) return REDACTED;
    let result = text;
    for (const value of long) if (result.includes(value)) result = result.replaceAll(value, REDACTED);
    if (words) result = result.replace(words, REDACTED);
    return redactPersonalData(result);
  };
}

/** Longest first, so that a full name goes before its parts. Spaces match what addresses put in their place. */
function wordsPattern(texts: readonly string[]): RegExp | undefined {
  if (texts.length === 0) return undefined;
  const alternatives = [...texts]
    .sort((left, right) => right.length - left.length)
    .map((text) => text.slice(0, 128).split(/\s+/).map(escapePattern).join('(?:\\s|%20|[+_.-])+'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** Outside of a class a hyphen means itself, and patterns with the flag `u` do not take it escaped. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
