import { letterDigits, weightedSum } from '../check-digits/weighted-sum.js';
import type { CodeType } from './code-type.js';

const WEIGHTS = [1, 2, 1, 2, 1, 2, 1, 2, 1, 2] as const;

/** KVNR (§ 290 SGB V), the part that stays with the person: a letter, eight digits, a check digit. */
export const deHealthInsuranceNumber: CodeType = {
  type: 'de-health-insurance-number',
  lengths: [10],
  shape: /^[A-Z]\d{9}$/,
  check: (code) =>
    weightedSum(letterDigits(code.charAt(0)) + code.slice(1, 9), WEIGHTS, true) % 10 === Number(code.at(-1)),
  right: { alone: 0.52, announced: 0.99 },
  wrong: { alone: 0.1, announced: 0.6 },
  cues: [
    'krankenversicher*',
    'krankenkasse*',
    'versichertennummer*',
    'versichertennr',
    'versicherten nr',
    'versicherten id',
    'kvnr',
    'kv nummer',
    'kv nr',
    'gesundheitskarte*',
    'egk',
    'health insurance',
    'insurance card',
    'insurance number',
    'insurance no',
    'versicherungsnummer',
  ],
};
