/** Log odds of a model as a probability: the logistic curve of Platt (1999) with these two numbers. */
export interface Calibration {
  readonly slope: number;
  readonly offset: number;
}

/** Probability in 0..1 that a window with these log odds is what it looks like. */
export const calibrated = ({ slope, offset }: Calibration, logOdds: number): number =>
  1 / (1 + Math.exp(-(slope * logOdds + offset)));

/** A score that was given to a text unseen in training, its class, and how much it counts. */
export interface ScoredText {
  readonly score: number;
  readonly label: 0 | 1;
  readonly weight: number;
}

/**
 * Fits the curve by Newton's method on smoothed targets (Platt 1999; Lin, Lin and Weng 2007), so that no score becomes
 * certain.
 */
export function fitCalibration(texts: readonly ScoredText[]): Calibration {
  const total = (wanted: 0 | 1) => texts.reduce((sum, { label, weight }) => sum + (label === wanted ? weight : 0), 0);
  const targets = [1 / (total(0) + 2), (total(1) + 1) / (total(1) + 2)] as const;
  let [slope, offset] = [1, 0];
  for (let round = 0; round < 100; round++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9];
    for (const { score, label, weight } of texts) {
      const probability = calibrated({ slope, offset }, score);
      const error = (probability - targets[label]) * weight;
      const curvature = probability * (1 - probability) * weight;
      g0 += error * score;
      g1 += error;
      h00 += curvature * score * score;
      h01 += curvature * score;
      h11 += curvature;
    }
    const determinant = h00 * h11 - h01 * h01;
    const steps = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant] as const;
    // A full Newton step may overshoot where the curve is flat.
    const shrink = Math.min(1, 1 / Math.max(Math.abs(steps[0]), Math.abs(steps[1]), 1e-12));
    slope -= steps[0] * shrink;
    offset -= steps[1] * shrink;
    if (Math.abs(steps[0]) + Math.abs(steps[1]) < 1e-9) break;
  }
  return { slope, offset };
}

/**
 * The lowest score at which no set of harmless texts raises more false alarms than its share allows.
 *
 * @param sets Highest scores of harmless texts, with the share of them that may be above.
 */
export function lowestThreshold(
  sets: readonly { readonly scores: readonly number[]; readonly share: number }[],
): number {
  return Math.max(
    ...sets.map(({ scores, share }) => {
      const descending = [...scores].sort((a, b) => b - a);
      return descending[Math.floor(share * scores.length)] ?? Number.NEGATIVE_INFINITY;
    }),
  );
}
