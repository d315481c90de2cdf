import type { ResponseCurves } from '../response-curves.js';

/** The same curves with at most so many draws, evenly spaced over all. */
export function thinned(curves: ResponseCurves, atMost: number): ResponseCurves {
  if (curves.draws <= atMost) return curves;
  const kept = Uint32Array.from({ length: atMost }, (_, index) => Math.floor((index * curves.draws) / atMost));
  const pick = (from: Float64Array, into: Float64Array) => {
    for (const [index, draw] of kept.entries()) into[index] = from[draw] ?? Number.NaN;
  };
  const [first, second] = [new Float64Array(curves.draws), new Float64Array(curves.draws)];
  const bounds = curves.slopeBounds?.bind(curves);
  return {
    ...{ channels: curves.channels, concave: curves.concave, draws: atMost },
    evaluate(channel, budget, value, slope) {
      curves.evaluate(channel, budget, first, second);
      pick(first, value);
      pick(second, slope);
    },
    ...(bounds !== undefined && {
      slopeBounds(channel, low, high, lowest, highest) {
        bounds(channel, low, high, first, second);
        pick(first, lowest);
        pick(second, highest);
      },
    }),
  };
}
