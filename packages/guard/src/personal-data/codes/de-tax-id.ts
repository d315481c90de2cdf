import { isMod11And10 } from '../check-digits/mod-11-10.js';
import type { CodeType } from './code-type.js';

/** Steuer-ID (§ 139b AO): eleven digits; among the first ten exactly one occurs twice or three times, all others at most once. */
export const deTaxId: CodeType = {
  type: 'de-tax-id',
  lengths: [11],
  shape: /^[1-9]\d{10}$/,
  check: (digits) => hasOneRepeatedDigit(digits.slice(0, 10)) && isMod11And10(digits),
  right: { alone: 0.75, announced: 0.99 },
  wrong: { alone: 0.05, announced: 0.6 },
  cues: [
    'steuer id',
    'steuerid',
    'steuerident*',
    'steuerliche ident*',
    'steuerlichen ident*',
    'steuerlicher ident*',
    'identifikationsnummer',
    'ident nr',
    'id nr',
    'idnr',
    'tin',
    'tax id',
    'tax ident*',
    'taxpayer ident*',
  ],
};

function hasOneRepeatedDigit(digits: string): boolean {
  const counts = new Map<string, number>();
  for (const digit of digits) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] === 2 || repeated[0] === 3);
}
