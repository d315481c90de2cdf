import type { FittedModel } from '../fitted-model.js';
import { type Panel, sizeOf } from '../panel.js';
import { evenDraws, intervalOf, meanOf, sdOf } from '../results/interval.js';
import { notAbove } from '../results/review/status.js';
import type { CalibrationSummary, ReviewCheck } from '../run-summary.js';
import { LIFT_DEGREES_OF_FREEDOM, type LiftEvidence } from './evidence.js';

const DRAWS = 1_000;
/** Standard errors between experiment and model from which somebody must look, or the figures must not go out. */
const DISTANCE = { review: 2, fail: 3 };

/** What a fitted model says about an experiment, draw by draw: the same difference that its likelihood is about. */
export function modelledLift(fitted: FittedModel, lift: LiftEvidence): Float64Array {
  const { panel } = fitted;
  const without = fitted.over(withMedia(panel, lift));
  const periods = panel.dates.length;
  const [ran, wouldHave] = [new Float64Array(sizeOf(panel)), new Float64Array(sizeOf(panel))];
  // Media act on few components, and one draw shows on which.
  const responding = fitted.components.flatMap((_, component) => {
    fitted.contribution(component, 0, ran);
    without.contribution(component, 0, wouldHave);
    return ran.some((value, at) => value !== wouldHave[at]) ? component : [];
  });
  const inWindow = (values: Float64Array) => {
    let sum = 0;
    for (const geo of lift.geos)
      for (let t = lift.from; t < lift.to; t++) sum += values[geo * periods + t] ?? Number.NaN;
    return sum;
  };
  return Float64Array.from(evenDraws(fitted.draws, DRAWS), (draw) => {
    let difference = 0;
    for (const component of responding) {
      fitted.contribution(component, draw, ran);
      without.contribution(component, draw, wouldHave);
      difference += inWindow(ran) - inWindow(wouldHave);
    }
    return difference;
  });
}

/** The panel with the media that would have run without the experiment. */
function withMedia(panel: Panel, { column, counterfactual, geos, from, to }: LiftEvidence): Panel {
  const media = Float64Array.from(panel.columns.get(column) ?? new Float64Array());
  const width = to - from;
  for (const [index, geo] of geos.entries())
    media.set(counterfactual.subarray(index * width, (index + 1) * width), geo * panel.dates.length + from);
  return { ...panel, columns: new Map([...panel.columns, [column, media]]) };
}

export interface CalibrationAgreement {
  /** Experiments beside what the fitted model says for the same geos and periods, and how much each weighed. */
  readonly summaries: readonly CalibrationSummary[];
  /** Whether experiment and model can both be right. */
  readonly checks: readonly ReviewCheck[];
}

export function assessCalibration(fitted: FittedModel, lifts: readonly LiftEvidence[]): CalibrationAgreement {
  const assessed = lifts.map((evidence) => {
    const { experiment, channel, lift, standardError, scale } = evidence;
    const modelled = modelledLift(fitted, evidence);
    const distance = Math.abs(lift - meanOf(modelled)) / Math.hypot(scale, sdOf(modelled));
    return {
      summary: {
        experiment,
        channel,
        lift,
        standardError,
        modelled: intervalOf(modelled),
        weight: weightOf(evidence, modelled),
      },
      check: notAbove('calibration-agreement', distance, DISTANCE, experiment),
    };
  });
  return { summaries: assessed.map(({ summary }) => summary), checks: assessed.map(({ check }) => check) };
}

/**
 * Share of the information about the lift that came from the experiment. Information of the Student t likelihood is its precision
 * times (ν + 1)/(ν + z²), so an experiment that the rest contradicts counts for less; information in all is the inverse variance of
 * the posterior.
 */
export function weightOf({ lift, scale }: LiftEvidence, modelled: Float64Array): number {
  const nu = LIFT_DEGREES_OF_FREEDOM;
  const precision = meanOf(modelled.map((value) => (nu + 1) / (nu + ((lift - value) / scale) ** 2))) / scale ** 2;
  return Math.min(1, precision * sdOf(modelled) ** 2);
}
