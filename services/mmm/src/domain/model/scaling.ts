import type { Panel } from '../panel.js';
import type { ScalingSpec } from '../spec/mmm-spec.js';

/** How an outcome is scaled: `outcome = heads × (centre + scale × scaled)`. */
export interface OutcomeScale {
  readonly centre: number;
  readonly scale: number;
  /** Inhabitants by geo where the outcome is scaled per head, else 1. */
  readonly heads: Float64Array;
}

/** Heads by which quantities of a geo are divided before geos are compared; 1 without population, and for national data. */
export function headsOf(panel: Panel): Float64Array {
  const one = panel.geos.length === 1 || panel.population === null;
  return one ? new Float64Array(panel.geos.length).fill(1) : Float64Array.from(panel.population ?? []);
}

/** @param periods number of first periods that may be looked at */
export function scaleOutcome(
  outcome: Float64Array,
  panel: Panel,
  kind: ScalingSpec['outcome'],
  periods: number,
): OutcomeScale {
  const heads = headsOf(panel);
  const values = fitted(outcome, panel, periods, heads);
  if (kind === 'maximum') {
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return { centre: 0, scale: largest || 1, heads };
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { centre: mean, scale: Math.sqrt(variance) || 1, heads };
}

/** The outcome as the likelihood sees it. */
export function scaledOutcome(outcome: Float64Array, scale: OutcomeScale, periods: number): Float64Array {
  return outcome.map((value, at) => (value / scale.heads[Math.floor(at / periods)]! - scale.centre) / scale.scale);
}

/**
 * What media per head are divided by: their largest value, or the median of what is not zero.
 * @param periods number of first periods that may be looked at
 */
export function mediaScale(media: Float64Array, panel: Panel, kind: ScalingSpec['media'], periods: number): number {
  const values = fitted(media, panel, periods, headsOf(panel))
    .filter((value) => value > 0)
    .sort();
  return (kind === 'maximum' ? values.at(-1) : median(values)) ?? 1;
}

/** Of sorted values; undefined for none. */
export function median(sorted: Float64Array): number | undefined {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]
    : sorted.length === 0
      ? undefined
      : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function fitted(values: Float64Array, panel: Panel, periods: number, heads: Float64Array): Float64Array {
  const length = panel.dates.length;
  return Float64Array.from({ length: panel.geos.length * periods }, (_, at) => {
    const geo = Math.floor(at / periods);
    return values[geo * length + (at % periods)]! / heads[geo]!;
  });
}
