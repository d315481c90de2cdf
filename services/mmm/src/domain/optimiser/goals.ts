import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';

const ITERATIONS = 200;
/** Relative precision of a total that a goal leaves open. */
const PRECISION = 1e-10;
/** Relative step at which the descent gives way to bisection. */
const SMALL_STEP = 1e-6;

/** The best plan of one total. */
export interface BestOfTotal {
  readonly value: number;
  readonly upperBound: number;
  /** Gain by one more unit of money; null where the total does not bind. */
  readonly price: number | null;
}

/** Least and greatest total that the bounds allow. */
export interface TotalRange {
  readonly least: number;
  readonly most: number;
}

type Best = (total: number) => BestOfTotal;

/**
 * The greatest total whose best outcome is at least `target` per unit of money. The search comes down from the greatest total t:
 * as outcomes do not fall with money, no total between `bound(t) / target` and t reaches the target, and with concave curves none
 * between Newton's step and t. Where the steps become small, the rest is bisection.
 * @throws `MMM_GOAL_UNREACHABLE` when no total reaches it
 */
export function totalForReturn(best: Best, { least, most }: TotalRange, target: number, isConcave: boolean): number {
  let greatest = 0;
  const reaches = (total: number) => {
    const { value } = best(total);
    greatest = Math.max(greatest, total > 0 ? value / total : 0);
    return value >= target * total * (1 - PRECISION);
  };
  let total = most;
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    if (reaches(total)) return total;
    const { value, upperBound, price } = best(total);
    const slope = (price ?? 0) - target;
    const newton = isConcave && slope < 0 ? total - (value - target * total) / slope : most;
    const next = Math.min(upperBound / target, newton);
    if (next <= least || total - next <= SMALL_STEP * total) break;
    total = next;
  }
  for (let [above, step] = [total, SMALL_STEP * total]; ; step *= 2) {
    const below = total - step;
    if (below <= Math.max(least, PRECISION * most)) break;
    if (reaches(below)) return lastThat(reaches, below, above);
    above = below;
  }
  if (least > 0 && reaches(least)) return least;
  throw unreachable('the return', greatest, target);
}

/** Bisection for the last total that holds. */
function lastThat(holds: (total: number) => boolean, from: number, to: number): number {
  let [below, above] = [from, to];
  for (let iteration = 0; iteration < ITERATIONS && above - below > PRECISION * above; iteration++) {
    const middle = (below + above) / 2;
    if (holds(middle)) below = middle;
    else above = middle;
  }
  return below;
}

/**
 * The least total whose best outcome is `target`, by bisection: the best outcome does not fall with money.
 * @throws `MMM_GOAL_UNREACHABLE` when the greatest total does not reach it
 */
export function totalForOutcome(best: Best, { least, most }: TotalRange, target: number): number {
  const top = best(most);
  if (top.value < target) throw unreachable('the outcome', top.value, target);
  if (best(least).value >= target) return least;
  let [below, above] = [least, most];
  // False position with halved weights of an end that stays (Illinois), which keeps the bracket of the bisection.
  let gaps: [number, number] = [best(least).value - target, top.value - target];
  let stays = 0;
  for (let iteration = 0; iteration < ITERATIONS && above - below > PRECISION * above; iteration++) {
    const secant = above - (gaps[1] * (above - below)) / (gaps[1] - gaps[0]);
    const isInside = secant > below && secant < above && iteration % 4 !== 3;
    const middle = isInside ? secant : (below + above) / 2;
    const gap = best(middle).value - target;
    if (gap >= 0) {
      above = middle;
      gaps = [stays > 0 ? gaps[0] / 2 : gaps[0], gap];
      stays = 1;
    } else {
      below = middle;
      gaps = [gap, stays < 0 ? gaps[1] / 2 : gaps[1]];
      stays = -1;
    }
    if (gap >= 0 && gap <= PRECISION * Math.abs(target)) break;
  }
  return above;
}

const unreachable = (goal: string, best: number, target: number) =>
  new StellwerkError(errors.GOAL_UNREACHABLE, { goal, best, target }, { field: 'goal' });
