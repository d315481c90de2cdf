const ASYMPTOTIC_FROM = 12;

/**
 * Derivative of log Γ, by recurrence to x ≥ 12 and the asymptotic series (Abramowitz and Stegun 6.3.5, 6.3.18).
 * @param x positive; NaN otherwise
 */
export function digamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let at = x;
  for (; at < ASYMPTOTIC_FROM; at++) shift += 1 / at;
  const square = 1 / (at * at);
  const series =
    square *
    (1 / 12 -
      square *
        (1 / 120 -
          square * (1 / 252 - square * (1 / 240 - square * (1 / 132 - square * (691 / 32_760 - square / 12))))));
  return Math.log(at) - 0.5 / at - series - shift;
}

/**
 * Second derivative of log Γ, by recurrence to x ≥ 12 and the asymptotic series (Abramowitz and Stegun 6.4.6, 6.4.12).
 * @param x positive; NaN otherwise
 */
export function trigamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shift = 0;
  let at = x;
  for (; at < ASYMPTOTIC_FROM; at++) shift += 1 / (at * at);
  const square = 1 / (at * at);
  const series =
    1 / 6 -
    square *
      (1 / 30 - square * (1 / 42 - square * (1 / 30 - square * (5 / 66 - square * (691 / 2_730 - square * (7 / 6))))));
  return shift + 1 / at + 0.5 * square + (square / at) * series;
}
