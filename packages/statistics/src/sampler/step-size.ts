import { NumericalError } from '../errors.js';
import type { Nuts } from './nuts.js';

const LOG_TARGET = Math.log(0.8);
const LARGEST = 1e7;

/**
 * Stan's heuristic for the first step size: from the current one double or halve until the acceptance of one leapfrog step, each
 * with a fresh momentum, crosses 0.8.
 * @throws NumericalError NO_STEP_SIZE
 */
export function findStepSize(nuts: Nuts): void {
  const isTooSmall = nuts.probe() > LOG_TARGET;
  while (nuts.probe() > LOG_TARGET === isTooSmall) {
    nuts.stepSize *= isTooSmall ? 2 : 0.5;
    if (nuts.stepSize > LARGEST)
      throw new NumericalError('NO_STEP_SIZE', 'the step size grows without limit: the density is improper');
    if (nuts.stepSize === 0)
      throw new NumericalError(
        'NO_STEP_SIZE',
        'no step size is small enough: the log density jumps, or its gradient is wrong',
      );
  }
}
