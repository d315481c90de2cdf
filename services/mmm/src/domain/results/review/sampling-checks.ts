import type { Diagnostics, ParameterSummary, ReviewCheck } from '../../run-summary.js';
import { notAbove, notBelow } from './status.js';

const RHAT = 1.01;
const EFFECTIVE_DRAWS = 400;
const EBFMI = 0.3;
/** Share of draws at the greatest tree depth from which the posterior is doubtful; below it, only time was lost. */
const TREE_DEPTH_SHARE = 0.01;
/** Parameters that a failing check names. */
const NAMED = 10;

/**
 * Whether the draws are draws of the posterior. Every scalar is held to R-hat ≤ 1.01 and 400 effective draws in bulk and tails
 * (Vehtari et al. 2021); a scalar that never changes is fixed, not sampled.
 */
export function samplingChecks(
  diagnostics: Diagnostics,
  parameters: readonly ParameterSummary[],
): readonly ReviewCheck[] {
  const sampled = parameters.filter(({ sd }) => sd !== 0);
  const { chains, draws, divergences, maxTreeDepthHits, ebfmi } = diagnostics;
  const total = chains * draws;
  const energy = ebfmi.map((value, chain) => notBelow('energy', value, { fail: EBFMI }, `chain ${chain + 1}`));
  return [
    ...worst(
      sampled.map(({ name, rhat }) => notAbove('convergence', rhat, { fail: RHAT }, name)),
      'highest',
    ),
    ...worst(
      sampled.map(({ name, essBulk, essTail }) =>
        notBelow('effective-sample-size', least(essBulk, essTail), { fail: EFFECTIVE_DRAWS }, name),
      ),
      'lowest',
    ),
    notAbove('divergences', divergences, { fail: 0 }),
    ...worst(energy, 'lowest'),
    notAbove('tree-depth', maxTreeDepthHits, { review: 0, fail: Math.floor(TREE_DEPTH_SHARE * total) }),
  ];
}

const least = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Math.min(a, b));

/** Those that fail, the worst first; where none does, the one closest to it. */
function worst(checks: readonly ReviewCheck[], direction: 'highest' | 'lowest'): readonly ReviewCheck[] {
  const badness = ({ value }: ReviewCheck) =>
    Number.isNaN(value) ? Number.POSITIVE_INFINITY : direction === 'highest' ? value : -value;
  const sorted = [...checks].sort((a, b) => badness(b) - badness(a) || 0);
  const failed = sorted.filter(({ status }) => status !== 'pass');
  return failed.length > 0 ? failed.slice(0, NAMED) : sorted.slice(0, 1);
}
