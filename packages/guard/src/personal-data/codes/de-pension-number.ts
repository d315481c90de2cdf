import { letterDigits, weightedSum } from '../check-digits/weighted-sum.js';
import type { CodeType } from './code-type.js';

const WEIGHTS = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1] as const;

/** RVNR (§ 147 SGB VI): area, birthday, letter of the name at birth, serial number, check digit. */
export const dePensionNumber: CodeType = {
  type: 'de-pension-number',
  lengths: [12],
  // Serial and supplementary days are above 31 where several were born on one day with one letter.
  shape: /^\d{2}\d{2}(?:0\d|1[0-2])\d{2}[A-Z]\d{3}$/,
  check: (code) => {
    const digits = code.slice(0, 8) + letterDigits(code.charAt(8)) + code.slice(9, 11);
    return weightedSum(digits, WEIGHTS, true) % 10 === Number(code.at(-1));
  },
  right: { alone: 0.88, announced: 0.99 },
  wrong: { alone: 0.2, announced: 0.7 },
  cues: [
    'sozialversicherung*',
    'sv nummer',
    'sv nr',
    'svnr',
    'rentenversicherung*',
    'rvnr',
    'rv nummer',
    'versicherungsnummer',
    'social security',
    'social insurance',
    'pension insurance',
    'pension number',
    'pension no',
  ],
};
