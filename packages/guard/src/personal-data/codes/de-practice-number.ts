import type { CodeType } from './code-type.js';

/** BSNR (§ 75 SGB V): nine digits, the first two the region; no public check digit, so nothing tells it but its name. */
export const dePracticeNumber: CodeType = {
  type: 'de-practice-number',
  lengths: [9],
  shape: /^\d{9}$/,
  right: { alone: 0.1, announced: 0.95 },
  cues: ['bsnr', 'betriebsstätte*', 'betriebsstaette*', 'practice number', 'practice no', 'practice id'],
};
