import type { ResponseCurves } from '../response-curves.js';
import { mean } from './measures.js';
import { OutcomeDraws } from './outcome-draws.js';

/** Seeded uniform numbers in [0, 1): splitmix32. */
export const seeded = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
};
export const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
/** Mean outcome of a plan. */
export const meanOutcome = (curves: ResponseCurves, plan: ArrayLike<number>) =>
  mean(new OutcomeDraws(curves).total(plan));
/** A channel of one draw and one period. */
export const one = (form: 'hill' | 'root', scale: number, shape: number, slope = 1, name = 'a') => ({
  name,
  form,
  periods: 1,
  exposure: Float64Array.of(1),
  scale: Float64Array.of(scale),
  shape: Float64Array.of(shape),
  slope: Float64Array.of(slope),
});
/** Plans of a grid that spend the whole budget. */
export function* grid(channels: number, budget: number, steps: number): Generator<number[]> {
  if (channels === 1) return yield [budget];
  for (let step = 0; step <= steps; step++) {
    const first = steps === 0 ? 0 : (budget * step) / steps;
    for (const rest of grid(channels - 1, budget - first, steps - step)) yield [first, ...rest];
  }
}
