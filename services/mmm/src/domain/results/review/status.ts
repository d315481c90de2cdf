import type { ReviewCheck } from '../../run-summary.js';

/** A check on a value that must not rise above two limits. */
export function notAbove(
  check: string,
  value: number,
  limits: { readonly review?: number; readonly fail?: number },
  subject?: string,
): ReviewCheck {
  const { review, fail } = limits;
  // What cannot be computed has not passed.
  const isFailed = fail !== undefined && !(value <= fail);
  const isReviewed = review !== undefined && !(value <= review);
  return {
    check,
    ...(subject !== undefined && { subject }),
    status: isFailed ? 'fail' : isReviewed ? 'review' : 'pass',
    value,
    threshold: (isFailed ? fail : review) ?? fail ?? Number.NaN,
  };
}

/** A check on a value that must not fall below two limits. */
export function notBelow(
  check: string,
  value: number,
  limits: { readonly review?: number; readonly fail?: number },
  subject?: string,
): ReviewCheck {
  const { review, fail } = limits;
  const isFailed = fail !== undefined && !(value >= fail);
  const isReviewed = review !== undefined && !(value >= review);
  return {
    check,
    ...(subject !== undefined && { subject }),
    status: isFailed ? 'fail' : isReviewed ? 'review' : 'pass',
    value,
    threshold: (isFailed ? fail : review) ?? fail ?? Number.NaN,
  };
}
