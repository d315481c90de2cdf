/** How sure an answer is, and whether it should have been given. */
export interface Judged {
  readonly confidence: number;
  readonly isAnswerable: boolean;
}

/** A point of the curve: what is answered from this confidence on. */
export interface CurvePoint {
  readonly threshold: number;
  /** Share of answerable questions that are answered. */
  readonly coverage: number;
  /** Share of unanswerable questions that are answered all the same. */
  readonly risk: number;
}

/** The highest threshold at which at least this share of the answerable questions is answered, and what that costs. */
export function atCoverage(judged: readonly Judged[], coverage: number): CurvePoint {
  const answerable = judged.flatMap((one) => (one.isAnswerable ? [one.confidence] : [])).sort((a, b) => b - a);
  const threshold = answerable[Math.ceil(coverage * answerable.length) - 1] ?? 0;
  return pointAt(judged, threshold);
}

/** What a threshold leads to. */
export function pointAt(judged: readonly Judged[], threshold: number): CurvePoint {
  const share = (isAnswerable: boolean) => {
    const own = judged.filter((one) => one.isAnswerable === isAnswerable);
    return own.length === 0 ? 0 : own.filter(({ confidence }) => confidence >= threshold).length / own.length;
  };
  return { threshold, coverage: share(true), risk: share(false) };
}
