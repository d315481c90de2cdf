import { REDACTED } from './redacted.js';

const MIN_DIGITS = 8;
/** Longest number of ITU-T E.164. */
const MAX_DIGITS = 15;

/**
 * With a country code (`+49 …`, `0049 …` for codes that callers in Europe use), a German mobile number, a national number in
 * groups, or digits behind a word that announces a number. Runs of digits by themselves are order numbers more often.
 */
const WRITINGS: readonly RegExp[] = [
  /(?<![\w.])(?:\+|%2B)\s?[1-9][\d\s()/.-]{6,22}\d(?![\w-])/gi,
  /(?<![\w.-])00(?:1|3[0-469]|35[1-8]|4[0-9]|420|421|90)[\d\s()/.-]{6,20}\d(?![\w-])/g,
  /(?<![\w.,-])\(?01[5-7]\d\)?[\s/-]?\d{3,4}[\s/-]?\d{3,5}(?![\w-])/g,
  /(?<![\w.,-])\(?0[2-9]\d{1,4}\)?\s?[/\s-]\s?\d{2,}(?:[\s/-]\d{2,}){0,4}(?![\w-])/g,
  /(?<=\b(?:tel|telefon|telephone|phone|mobil|mobile|handy|fax|call|anruf|rufnummer)(?:\.|:|\s|=|nr|nummer|number){1,4})\(?\d[\d\s()/.-]{5,20}\d/gi,
];

/** Replaces telephone numbers. */
export function redactPhones(text: string): string {
  return WRITINGS.reduce((result, writing) => result.replace(writing, replaceNumber), text);
}

function replaceNumber(found: string): string {
  const digits = found.replace(/%2B/i, '').replace(/\D/g, '').length;
  return digits >= MIN_DIGITS && digits <= MAX_DIGITS + 2 ? REDACTED : found;
}
