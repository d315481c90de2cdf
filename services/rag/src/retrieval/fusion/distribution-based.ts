import type { Normalise } from './signals.js';

/** What a list of one score, or of equal scores, gives each of its entries. */
const UNDECIDED = 0.5;

/**
 * Distribution-based score fusion as Qdrant counts it: `(s − (μ − 3σ)) / 6σ` over the list, σ with n − 1, not clamped; 0.5
 * where there is one score or no variance. What a list does not hold gets nothing of it.
 */
export const distributionBased: Normalise = ({ listed }) => {
  const mean = listed.reduce((sum, { score }) => sum + score, 0) / listed.length;
  const variance = listed.reduce((sum, { score }) => sum + (score - mean) ** 2, 0) / (listed.length - 1);
  const deviation = Math.sqrt(variance);
  return (_id, rank, raw) => {
    if (rank === null) return 0;
    return deviation > 0 ? (raw - (mean - 3 * deviation)) / (6 * deviation) : UNDECIDED;
  };
};
