import type { CodeType } from './code-type.js';

/** National Insurance number: no D, F, I, Q, U, V in the prefix, no O as second letter, some prefixes not given out, suffix A to D. */
export const ukNino: CodeType = {
  type: 'uk-nino',
  lengths: [9],
  shape: /^(?!BG|GB|NK|KN|TN|NT|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]\d{6}[A-D]$/,
  right: ({ groups }) => ({ alone: groups.join(',') === '2,2,2,2,1' ? 0.85 : 0.62, announced: 0.98 }),
  cues: ['nino', 'national insurance', 'ni number', 'ni no', 'sozialversicherung*'],
};
