import { ALL_PURPOSES, NO_PURPOSES, type PurposeSet } from './purpose-set.js';

/** What a signal says of each purpose: granted, refused, or nothing. A purpose is never in both. */
export interface Statement {
  readonly granted: PurposeSet;
  readonly refused: PurposeSet;
}

/** Says nothing. */
export const SILENT: Statement = Object.freeze({ granted: NO_PURPOSES, refused: NO_PURPOSES });
/** Refuses everything: what a signal counts as that cannot be understood. */
export const REFUSES_ALL: Statement = Object.freeze({ granted: NO_PURPOSES, refused: ALL_PURPOSES });

/** A signal that speaks of every purpose: what it does not grant it refuses. */
export const grantsOnly = (granted: PurposeSet): Statement => ({ granted, refused: ALL_PURPOSES & ~granted });

/** A signal that can only refuse. */
export const refusesOnly = (refused: PurposeSet): Statement => ({ granted: NO_PURPOSES, refused });

/** The most restrictive of several: whatever one refuses is refused. */
export function mostRestrictive(statements: readonly Statement[]): Statement {
  let granted = NO_PURPOSES;
  let refused = NO_PURPOSES;
  for (const statement of statements) {
    granted |= statement.granted;
    refused |= statement.refused;
  }
  return { granted: granted & ~refused, refused };
}
