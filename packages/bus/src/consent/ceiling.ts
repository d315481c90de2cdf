import { type Purpose, purposes } from '@stellwerk/contracts';

/** What a person allows by all that was stated so far: a bound over every event with the key. */
export interface ConsentCeiling {
  readonly purposes: readonly Purpose[];
  /** Refused through the operator: no client grants it again. */
  readonly locked: readonly Purpose[];
  /** Client time of the newest statement, milliseconds since 1970. */
  readonly statedAtMs: number;
}

/** One statement about what a person allows from now on; of purposes in neither list it says nothing. */
export interface ConsentStatement {
  readonly granted: readonly Purpose[];
  readonly refused: readonly Purpose[];
  readonly statedAtMs: number;
  /** Stated for the person through the operator, with a bearer token, and not by a client with a public write key. */
  readonly isByOperator: boolean;
}

const UNBOUNDED: Pick<ConsentCeiling, 'purposes' | 'locked'> = { purposes, locked: [] };

/**
 * The ceiling after a statement. What it refuses is refused from now on. What it grants is allowed again, unless the operator
 * refused it or the statement is older than one that is known: a grant that a device kept while it was offline must not undo
 * a later withdrawal.
 */
export function nextCeiling(held: ConsentCeiling | undefined, statement: ConsentStatement): ConsentCeiling {
  const { granted, refused, statedAtMs, isByOperator } = statement;
  const { purposes: before, locked: lockedBefore } = held ?? UNBOUNDED;
  const isOutdated = held !== undefined && statedAtMs < held.statedAtMs;
  const isRefused = (purpose: Purpose) => refused.includes(purpose);
  const isGranted = (purpose: Purpose) => !isOutdated && granted.includes(purpose) && !isRefused(purpose);
  const isLocked = (purpose: Purpose) =>
    isByOperator
      ? isRefused(purpose) || (lockedBefore.includes(purpose) && !isGranted(purpose))
      : lockedBefore.includes(purpose);
  return {
    purposes: purposes.filter(
      (purpose) => !isRefused(purpose) && !isLocked(purpose) && (before.includes(purpose) || isGranted(purpose)),
    ),
    locked: purposes.filter(isLocked),
    statedAtMs: Math.max(statedAtMs, held?.statedAtMs ?? statedAtMs),
  };
}
