import type { CodeType } from './code-type.js';

/** Handelsregister: section A (persons, partnerships) or B (companies) and up to six digits; some courts add a letter. */
export const deCommercialRegister: CodeType = {
  type: 'de-commercial-register',
  lengths: [4, 5, 6, 7, 8, 9, 10],
  shape: /^HR[AB]\d{1,6}[A-Z]?$/,
  right: ({ groups }) => ({ alone: groups[0] === 4 ? 0.5 : 0.86, announced: 0.98 }),
  cues: [
    'handelsregister*',
    'registergericht*',
    'registernummer*',
    'register nr',
    'hr nummer',
    'hr nr',
    'amtsgericht*',
    'commercial register*',
    'company register*',
    'register number',
    'trade register*',
    'district court*',
  ],
};
