import type { ResponseCurves } from '../response-curves.js';
import { ChannelCurve } from './channel-curve.js';
import type { FittedMix } from './fitted-mix.js';

export interface CurveOptions {
  /** Index of the first period of the window; default the first. */
  readonly from?: number;
  /** Index after its last period; default the end. */
  readonly to?: number;
  /** Geos that the budget is spent in, by index; default all. */
  readonly geos?: readonly number[];
  /** Draws to use, evenly spread over all; default all. */
  readonly draws?: number;
  /** Channels, by name; default all that cost money. */
  readonly channels?: readonly string[];
}

/**
 * What each channel adds as its budget over a window changes: its media in the window grow in proportion, so that the flighting over
 * geos and periods stays. Value is counted until the carry-over of the window's last period has ended; media before the window keep
 * acting, and what they do counts on neither side. Media of other channels, and exposure that a channel raises in others, stay.
 *
 * A window in the future is one of `fitted.over(panel)` with the planned media in it.
 */
export function responseCurves(fitted: FittedMix, options: CurveOptions = {}): ResponseCurves {
  const { panel } = fitted;
  const periods = panel.dates.length;
  const { from = 0, to = periods } = options;
  const names =
    options.channels ?? fitted.channelNames.filter((name) => fitted.channelNamed(name).compiled.spend !== null);
  const geos = options.geos ?? panel.geos.map((_, at) => at);
  const count = Math.min(options.draws ?? fitted.draws, fitted.draws);
  const draws = Array.from({ length: count }, (_, at) => Math.floor((at * fitted.draws) / count));
  const curves = names.map((name) => new ChannelCurve(fitted, fitted.channelNamed(name), geos, from, to, draws));
  return {
    channels: names,
    draws: count,
    concave: curves.map(({ isConcave: concave }) => concave),
    evaluate: (channel, budget, value, slope) => curves[channel]!.evaluate(budget, value, slope),
  };
}
