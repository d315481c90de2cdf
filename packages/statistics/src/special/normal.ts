import { erfc, scaledErfc } from './error-function.js';
import { HALF_LOG_TWO_PI } from './log-gamma.js';

// Algorithm AS 241, PPND16 (Wichura 1988).
const CENTRE = 0.425;
const CENTRE_SQUARED = 0.180625;
const CENTRE_NUMERATOR = Float64Array.of(
  3.3871328727963665,
  133.14166789178438,
  1971.5909503065513,
  13731.69376550946,
  45921.95393154987,
  67265.7709270087,
  33430.57558358813,
  2509.0809287301227,
);
const CENTRE_DENOMINATOR = Float64Array.of(
  1,
  42.31333070160091,
  687.1870074920579,
  5394.196021424751,
  21213.794301586597,
  39307.89580009271,
  28729.085735721943,
  5226.495278852854,
);
const MIDDLE_NUMERATOR = Float64Array.of(
  1.4234371107496835,
  4.630337846156546,
  5.769497221460691,
  3.6478483247632045,
  1.2704582524523684,
  0.2417807251774506,
  0.022723844989269184,
  0.0007745450142783414,
);
const MIDDLE_DENOMINATOR = Float64Array.of(
  1,
  2.053191626637759,
  1.6763848301838038,
  0.6897673349851,
  0.14810397642748008,
  0.015198666563616457,
  0.0005475938084995345,
  1.0507500716444169e-9,
);
const TAIL_NUMERATOR = Float64Array.of(
  6.657904643501103,
  5.463784911164114,
  1.7848265399172913,
  0.29656057182850487,
  0.026532189526576124,
  0.0012426609473880784,
  0.000027115555687434876,
  2.0103343992922881e-7,
);
const TAIL_DENOMINATOR = Float64Array.of(
  1,
  0.599832206555888,
  0.1369298809227358,
  0.014875361290850615,
  0.0007868691311456133,
  0.000018463183175100548,
  1.421511758316446e-7,
  2.0442631033899397e-15,
);

/** Standard normal distribution function Φ(x), with full relative accuracy in the lower tail. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * Math.SQRT1_2);
}

/** 1 − Φ(x), with full relative accuracy in the upper tail. */
export function normalUpperTail(x: number): number {
  return 0.5 * erfc(x * Math.SQRT1_2);
}

/** log Φ(x), also where Φ(x) underflows. */
export function normalLogCdf(x: number): number {
  if (x > 1) return Math.log1p(-normalUpperTail(x));
  if (x > -1) return Math.log(normalCdf(x));
  return Math.log(0.5 * scaledErfc(-x * Math.SQRT1_2)) - 0.5 * x * x;
}

/** Logarithm of the standard normal density. */
export function normalLogDensity(x: number): number {
  return -0.5 * x * x - HALF_LOG_TWO_PI;
}

/**
 * Standard normal quantile Φ⁻¹(p): Wichura's AS 241 and one Newton step in log space.
 * @param p probability; ∓Infinity at 0 and 1, NaN outside
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const fromCentre = p - 0.5;
  if (Math.abs(fromCentre) <= CENTRE) return nearCentre(fromCentre);
  return fromCentre < 0 ? -upperQuantile(p) : upperQuantile(1 - p);
}

/** The x with 1 − Φ(x) = q: the quantile without the rounding of 1 − q. */
export function normalUpperQuantile(q: number): number {
  return -normalQuantile(q);
}

/** AS 241 without the Newton step: one uniform number to one normal draw. Relative error about 1e-16 away from the far tails. */
export function fastNormalQuantile(p: number): number {
  const fromCentre = p - 0.5;
  if (Math.abs(fromCentre) <= CENTRE) return nearCentre(fromCentre);
  return fromCentre < 0 ? -tailStart(p) : tailStart(1 - p);
}

/** The quantile of ½ + fromCentre, where that lies within {@link CENTRE} of the median. */
function nearCentre(fromCentre: number): number {
  const r = CENTRE_SQUARED - fromCentre * fromCentre;
  return (fromCentre * polynomial(CENTRE_NUMERATOR, r)) / polynomial(CENTRE_DENOMINATOR, r);
}

/** The x with upper tail q ≤ 0.075. */
function upperQuantile(q: number): number {
  const start = tailStart(q);
  // f(x) = log tail(x) − log q, f'(x) = −density / tail.
  const logTail = normalLogCdf(-start);
  return start + (logTail - Math.log(q)) * Math.exp(logTail - normalLogDensity(start));
}

function tailStart(q: number): number {
  const r = Math.sqrt(-Math.log(q));
  return r <= 5
    ? polynomial(MIDDLE_NUMERATOR, r - 1.6) / polynomial(MIDDLE_DENOMINATOR, r - 1.6)
    : polynomial(TAIL_NUMERATOR, r - 5) / polynomial(TAIL_DENOMINATOR, r - 5);
}

function polynomial(coefficients: Float64Array, x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}
