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
  const redactWords = wordRedactor(texts);
  return (text) => {
    if (whole.has(text)) return REDACTED;
    let result = text;
    for (const value of long) if (result.includes(value)) result = result.replaceAll(value, REDACTED);
    return redactPersonalData(redactWords(result));
  };
}

/**
 * Replaces texts of a person. A pattern of all of them would cost milliseconds to make, and most texts hold none: only those
 * are looked for whose beginning is there.
 */
function wordRedactor(texts: readonly string[]): Redact {
  if (texts.length === 0) return (text) => text;
  // Longest first, so that a full name goes before its parts.
  const words = [...new Set(texts.map((text) => text.slice(0, 128)))]
    .sort((left, right) => right.length - left.length)
    .map((word) => ({ word, beginning: folded(word.split(/\s+/, 1)[0] as string) }));
  const patterns = new Map<string, RegExp>();
  return (text) => {
    const searched = folded(text);
    const present = words.filter(({ beginning }) => searched.includes(beginning)).map(({ word }) => word);
    if (present.length === 0) return text;
    const name = present.join('\n');
    const pattern = patterns.get(name) ?? patternOf(present);
    patterns.set(name, pattern);
    return text.replace(pattern, REDACTED);
  };
}

/** The same for all texts that patterns with the flags `iu` take for equal: lower case alone tells `ς` from `σ`, upper `ẞ` from `ß`. */
function folded(text: string): string {
  return text.toLowerCase().toUpperCase();
}

/** Spaces match what addresses put in their place. */
function patternOf(words: readonly string[]): RegExp {
  const alternatives = words.map((word) => word.split(/\s+/).map(escapePattern).join('(?:\\s|%20|[+_.-])+'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

/** Outside of a class a hyphen means itself, and patterns with the flag `u` do not take it escaped. */
function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
