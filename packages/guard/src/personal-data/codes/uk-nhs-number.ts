import { weightedSum } from '../check-digits/weighted-sum.js';
import type { CodeType } from './code-type.js';

const WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2] as const;

/** NHS number: ten digits, the last eleven minus the weighted sum modulo eleven; ten is not given out. */
export const ukNhsNumber: CodeType = {
  type: 'uk-nhs-number',
  lengths: [10],
  shape: /^\d{10}$/,
  check: (digits) => (11 - (weightedSum(digits.slice(0, 9), WEIGHTS) % 11)) % 11 === Number(digits[9]),
  right: ({ groups }) => ({ alone: groups.join(',') === '3,3,4' ? 0.45 : 0.2, announced: 0.98 }),
  wrong: { alone: 0, announced: 0.55 },
  cues: ['nhs', 'nhs number', 'nhs no', 'nhs nummer'],
};
