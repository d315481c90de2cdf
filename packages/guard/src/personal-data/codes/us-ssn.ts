import type { CodeType } from './code-type.js';

/** Social Security number of the United States: never 000, 666 or 9xx, never 00, never 0000. */
export const usSsn: CodeType = {
  type: 'us-ssn',
  lengths: [9],
  shape: /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/,
  right: ({ written }) => ({ alone: /^\d{3}-\d{2}-\d{4}$/.test(written) ? 0.62 : 0.1, announced: 0.96 }),
  cues: ['ssn', 'social security', 'sozialversicherung*'],
};
