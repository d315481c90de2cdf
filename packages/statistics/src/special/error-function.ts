// Rational approximations of W. J. Cody, "Rational Chebyshev approximations for the error function" (1969), 18 digits.
const NEAR_NUMERATOR = Float64Array.of(
  3.1611237438705655,
  113.86415415105016,
  377.485237685302,
  3209.3775891384694,
  0.18577770618460315,
);
const NEAR_DENOMINATOR = Float64Array.of(23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171);
const MIDDLE_NUMERATOR = Float64Array.of(
  0.5641884969886701,
  8.883149794388377,
  66.11919063714163,
  298.6351381974001,
  881.952221241769,
  1712.0476126340707,
  2051.0783778260716,
  1230.3393547979972,
  2.1531153547440383e-8,
);
const MIDDLE_DENOMINATOR = Float64Array.of(
  15.744926110709835,
  117.6939508913125,
  537.1811018620099,
  1621.3895745666903,
  3290.7992357334597,
  4362.619090143247,
  3439.3676741437216,
  1230.3393548037495,
);
const FAR_NUMERATOR = Float64Array.of(
  0.30532663496123236,
  0.36034489994980445,
  0.12578172611122926,
  0.016083785148742275,
  0.0006587491615298378,
  0.016315387137302097,
);
const FAR_DENOMINATOR = Float64Array.of(
  2.568520192289822,
  1.8729528499234673,
  0.5279051029514285,
  0.06051834131244132,
  0.0023352049762686918,
);
const INVERSE_ROOT_PI = 0.5641895835477563;

/** The error function, 2/√π ∫₀ˣ e^(−t²) dt. */
export function erf(x: number): number {
  if (Math.abs(x) <= 0.46875) return x * nearRatio(x * x);
  const tail = Math.exp(-x * x) * scaledTail(Math.abs(x));
  return x > 0 ? 1 - tail : tail - 1;
}

/** 1 − erf(x), with full relative accuracy in the upper tail; 0 beyond about 27. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (Math.abs(x) <= 0.46875) return 1 - x * nearRatio(x * x);
  const tail = expOfMinusSquare(x) * scaledTail(Math.abs(x));
  return x > 0 ? tail : 2 - tail;
}

/** e^(x²) erfc(x) for x ≥ 0: the upper tail without its underflow. */
export function scaledErfc(x: number): number {
  return x <= 0.46875 ? Math.exp(x * x) * (1 - x * nearRatio(x * x)) : scaledTail(x);
}

/** e^(−x²); x is split so that the square of its leading part is exact. */
function expOfMinusSquare(x: number): number {
  if (!Number.isFinite(x)) return Math.exp(-x * x);
  const lead = Math.trunc(x * 16) / 16;
  return Math.exp(-lead * lead) * Math.exp(-(x - lead) * (x + lead));
}

function nearRatio(square: number): number {
  let above = NEAR_NUMERATOR[4]! * square;
  let below = square;
  for (let i = 0; i < 3; i++) {
    above = (above + NEAR_NUMERATOR[i]!) * square;
    below = (below + NEAR_DENOMINATOR[i]!) * square;
  }
  return (above + NEAR_NUMERATOR[3]!) / (below + NEAR_DENOMINATOR[3]!);
}

/** e^(x²) erfc(x) for x > 0.46875. */
function scaledTail(x: number): number {
  if (x === Number.POSITIVE_INFINITY) return 0;
  if (x <= 4) {
    let above = MIDDLE_NUMERATOR[8]! * x;
    let below = x;
    for (let i = 0; i < 7; i++) {
      above = (above + MIDDLE_NUMERATOR[i]!) * x;
      below = (below + MIDDLE_DENOMINATOR[i]!) * x;
    }
    return (above + MIDDLE_NUMERATOR[7]!) / (below + MIDDLE_DENOMINATOR[7]!);
  }
  const square = 1 / (x * x);
  let above = FAR_NUMERATOR[5]! * square;
  let below = square;
  for (let i = 0; i < 4; i++) {
    above = (above + FAR_NUMERATOR[i]!) * square;
    below = (below + FAR_DENOMINATOR[i]!) * square;
  }
  return (INVERSE_ROOT_PI - (square * (above + FAR_NUMERATOR[4]!)) / (below + FAR_DENOMINATOR[4]!)) / x;
}
