import type { AttributionEvidence, EvidenceWindow } from './evidence.js';

/** What attribution credits a channel with over a window. */
export interface AttributedCredit extends EvidenceWindow {
  readonly channel: string;
  /** Outcome credited, in units of the panel's outcome, > 0. */
  readonly attributed: number;
  /** Standard error of its logarithm, > 0. */
  readonly logStandardError: number;
}

/** What is known of the bias of attribution from a channel that has both credit and an experiment of the same scope. */
export interface BiasObservation {
  readonly channel: string;
  /** log(attributed / lift). */
  readonly logRatio: number;
  /** Variance of it. */
  readonly variance: number;
}

export interface Bias {
  readonly mean: number;
  readonly sd: number;
}

/** Prior of the mean and of the spread of the bias: attribution is within a factor of about 7 for most channels. */
const MEAN_SD = 1;
const SPREAD_SD = 0.5;
const GRID = 200;
const LARGEST_SPREAD = 2.5;

/**
 * Compares credit with a lift of the same channel, geos and periods. An experiment that may as well have found nothing says nothing
 * about a ratio: null where the lift is not two standard errors above 0, or media were added for the comparison.
 */
export function observeBias(
  { channel, attributed, logStandardError }: AttributedCredit,
  { lift, scale }: { readonly lift: number; readonly scale: number },
): BiasObservation | null {
  if (!(lift > 2 * scale && attributed > 0)) return null;
  // Delta method: the variance of log(lift) is scale²/lift².
  return { channel, logRatio: Math.log(attributed / lift), variance: logStandardError ** 2 + (scale / lift) ** 2 };
}

/**
 * Bias of a channel without experiment: `b ~ N(μ, τ)`, `μ ~ N(0, 1)`, `τ ~ HalfNormal(0.5)`, observations `N(b, v)`. The mean is
 * integrated in closed form, the spread on a grid. Without observations it is wide, so attribution alone decides little.
 */
export function learnBias(observations: readonly BiasObservation[]): Bias {
  let weight = 0;
  let first = 0;
  let second = 0;
  const logWeights: number[] = [];
  const moments: Bias[] = [];
  for (let step = 0; step < GRID; step++) {
    const tau = ((step + 0.5) * LARGEST_SPREAD) / GRID;
    const { logDensity, mean, variance } = givenSpread(observations, tau);
    logWeights.push(logDensity - 0.5 * (tau / SPREAD_SD) ** 2);
    moments.push({ mean, sd: Math.sqrt(variance + tau ** 2) });
  }
  const largest = Math.max(...logWeights);
  for (const [step, { mean, sd }] of moments.entries()) {
    const share = Math.exp((logWeights[step] ?? 0) - largest);
    weight += share;
    first += share * mean;
    second += share * (sd ** 2 + mean ** 2);
  }
  const mean = first / weight;
  return { mean, sd: Math.sqrt(second / weight - mean ** 2) };
}

/** Marginal density of the observations and posterior of the mean for one spread: conjugate normal. */
function givenSpread(observations: readonly BiasObservation[], tau: number) {
  let precision = 1 / MEAN_SD ** 2;
  let weighted = 0;
  let squares = 0;
  let logScale = 0;
  for (const { logRatio, variance } of observations) {
    const total = variance + tau ** 2;
    precision += 1 / total;
    weighted += logRatio / total;
    squares += logRatio ** 2 / total;
    logScale += Math.log(total);
  }
  const mean = weighted / precision;
  const logDensity = -0.5 * (squares - weighted * mean + logScale + Math.log(precision));
  return { logDensity, mean, variance: 1 / precision };
}

export interface AttributionOptions {
  /** Exponent of the power prior, 0..1: how far attribution is trusted beyond its standard errors. */
  readonly weight: number;
}

/**
 * Attribution as biased evidence. The bias of a channel is learned from the other channels' experiments: with its own, the experiment
 * would count twice.
 */
export function attributionEvidence(
  credits: readonly AttributedCredit[],
  observations: readonly BiasObservation[],
  { weight }: AttributionOptions,
): readonly AttributionEvidence[] {
  if (!(weight >= 0 && weight <= 1)) throw new RangeError(`the weight must lie between 0 and 1, got ${weight}`);
  return credits.map((credit) => {
    const { mean, sd } = learnBias(observations.filter(({ channel }) => channel !== credit.channel));
    return { ...credit, biasMean: mean, biasSd: sd, weight };
  });
}
