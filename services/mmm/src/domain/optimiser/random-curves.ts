import type { ResponseCurves } from '../response-curves.js';
import type { SaturationForm } from './saturation.js';
import { type SaturatedChannel, saturationCurves } from './saturation-curves.js';

/** Curves to try optimisers on: what is drawn, and how far draws of a posterior lie apart. */
export interface RandomCurves {
  readonly channels: number;
  readonly draws: number;
  /** Periods that a budget is spread over, unevenly; default 1. */
  readonly periods?: number;
  readonly form?: SaturationForm;
  /** Range of Hill slopes; default [1, 1], which is concave. */
  readonly slopes?: readonly [number, number];
  /** Relative range of draws about their centre; default 0.4. */
  readonly spread?: number;
}

/** Half points around 100 money, full values around 150: budgets of about 100 per channel are where curves bend. */
export function randomCurves(
  { channels, draws, periods = 1, form = 'hill', slopes = [1, 1], spread = 0.4 }: RandomCurves,
  random: () => number,
): ResponseCurves {
  const between = (low: number, high: number) => low + (high - low) * random();
  return saturationCurves(
    Array.from({ length: channels }, (_, channel): SaturatedChannel => {
      const raw = Float64Array.from({ length: periods }, () => between(0.2, 1));
      const sum = raw.reduce((total, one) => total + one, 0);
      const centre = { half: between(20, 200), scale: between(50, 250), slope: between(...slopes) };
      const drawn = (value: number, wide = spread) =>
        Float64Array.from({ length: draws }, () => (draws === 1 ? value : value * between(1 - wide / 2, 1 + wide / 2)));
      const half = form === 'root' ? between(0.3, 0.9) : form === 'logistic' ? 1 / centre.half : centre.half;
      return {
        name: `channel ${channel + 1}`,
        form,
        periods,
        exposure: raw.map((one) => one / sum),
        scale: drawn(centre.scale / periods),
        shape: drawn(
          form === 'root' ? half : form === 'logistic' ? half * periods : half / periods,
          form === 'root' ? 0.1 : spread,
        ),
        ...(form === 'hill' && {
          slope: slopes[0] === slopes[1] ? new Float64Array(draws).fill(slopes[0]) : drawn(centre.slope, spread / 2),
        }),
      };
    }),
    draws,
  );
}
