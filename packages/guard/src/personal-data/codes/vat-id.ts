import { isMod11And10 } from '../check-digits/mod-11-10.js';
import { weightedSum } from '../check-digits/weighted-sum.js';
import type { CodeType } from './code-type.js';

/** Forms of the member states beside Germany and Austria, and of Switzerland and Britain. */
const OTHERS =
  'BE[01]\\d{9}|BG\\d{9,10}|CY\\d{8}[A-Z]|CZ\\d{8,10}|DK\\d{8}|EE\\d{9}|EL\\d{9}|ES[A-Z0-9]\\d{7}[A-Z0-9]|FI\\d{8}|FR[A-Z0-9]{2}\\d{9}|GB\\d{9}|HR\\d{11}|HU\\d{8}|IE\\d[A-Z0-9]\\d{5}[A-Z]{1,2}|IT\\d{11}|LT\\d{9}|LT\\d{12}|LU\\d{8}|LV\\d{11}|MT\\d{8}|NL\\d{9}B\\d{2}|PL\\d{10}|PT\\d{9}|RO\\d{6,10}|SE\\d{12}|SI\\d{8}|SK\\d{10}|CHE\\d{9}';
const AUSTRIAN_WEIGHTS = [1, 2, 1, 2, 1, 2, 1] as const;

const cues = [
  'ust id*',
  'ustid*',
  'ust ident*',
  'ust nr',
  'umsatzsteuer id*',
  'umsatzsteuer ident*',
  'umsatzsteuerid*',
  'uid',
  'vat',
  'vat id*',
  'vat number',
  'vat no',
  'vat reg*',
  'vat ident*',
  'mwst nr',
];

/**
 * USt-IdNr. of Germany and Austria. The check digit of DE is a convention and not normative: a wrong one lowers the score and
 * drops nothing.
 */
export const vatId: CodeType = {
  type: 'vat-id',
  lengths: [11],
  shape: /^(?:DE\d{9}|ATU\d{8})$/,
  check: (code) => (code.startsWith('DE') ? isMod11And10(code.slice(2)) : isAustrian(code.slice(3))),
  right: { alone: 0.88, announced: 0.99 },
  wrong: { alone: 0.55, announced: 0.85 },
  cues,
};

/** The other forms, which only their name tells from article numbers. */
export const otherVatId: CodeType = {
  type: 'vat-id',
  lengths: [8, 9, 10, 11, 12, 13, 14],
  shape: new RegExp(`^(?:${OTHERS})$`),
  right: { alone: 0.3, announced: 0.9 },
  cues,
};

const isAustrian = (digits: string) =>
  (10 - ((weightedSum(digits.slice(0, 7), AUSTRIAN_WEIGHTS, true) + 4) % 10)) % 10 === Number(digits[7]);
