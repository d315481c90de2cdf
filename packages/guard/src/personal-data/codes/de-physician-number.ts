import { weightedSum } from '../check-digits/weighted-sum.js';
import type { CodeType } from './code-type.js';

const WEIGHTS = [4, 9, 4, 9, 4, 9] as const;

/** LANR (§ 75 SGB V): six digits, their check digit, two digits for the specialty. Too common a form without its name. */
export const dePhysicianNumber: CodeType = {
  type: 'de-physician-number',
  lengths: [9],
  shape: /^\d{9}$/,
  check: (digits) => (10 - (weightedSum(digits.slice(0, 6), WEIGHTS) % 10)) % 10 === Number(digits[6]),
  right: { alone: 0.2, announced: 0.98 },
  wrong: { alone: 0.02, announced: 0.55 },
  cues: [
    'lanr',
    'arztnummer*',
    'arztnr',
    'arzt nr',
    'arzt nummer',
    'physician number',
    'physician no',
    'doctor number',
  ],
};
