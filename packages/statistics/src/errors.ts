/** Everything that can go wrong in a numerical computation with valid arguments; wrong arguments raise a RangeError. */
export type NumericalErrorCode =
  /** A matrix that has to be positive definite is not, or not in floating point. */
  | 'NOT_POSITIVE_DEFINITE'
  /** An iteration did not reach its tolerance. */
  | 'NO_CONVERGENCE'
  /** No random starting point had a finite log density and gradient. */
  | 'NO_FINITE_START'
  /** The step size ran off: the density is improper, or its gradient does not belong to it. */
  | 'NO_STEP_SIZE'
  /** The run was cancelled by its signal. */
  | 'CANCELLED'
  /** A thread ended before its chain did. */
  | 'THREAD_FAILED'
  /** A checkpoint belongs to another run: other settings, data or dimension. */
  | 'CHECKPOINT_MISMATCH';

/** A computation that could not be completed, with the reason as a code. */
export class NumericalError extends Error {
  constructor(
    readonly code: NumericalErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'NumericalError';
  }
}
