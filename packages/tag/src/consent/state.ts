import type { Purposes } from '../api.js';

/** What is known of consent now, in the words of each framework; sent with every request. */
export interface ConsentState {
  /** TC string; empty while a consent manager is there that has not decided. */
  tcf?: string;
  gdprApplies?: boolean;
  gpp?: string;
  gcs?: string;
  gcd?: string;
  /** Global Privacy Control, `1` or `0`. */
  gpc?: string;
  purposes?: Purposes;
}

/** One source of consent on the page. */
export interface ConsentSource {
  /** Whether it is there and has not said anything yet. */
  isPending(): boolean;
  /** Whether it allows storing on the device; `undefined` = it says nothing about that. */
  mayStore(): boolean | undefined;
  /** Adds what it says. */
  describe(state: ConsentState): void;
}

/** Storing needs one source that allows it and none that refuses or has yet to speak; `undefined` = not decided. */
export function mayStore(sources: readonly ConsentSource[]): boolean | undefined {
  const answers = sources.map((source) => source.mayStore());
  if (answers.includes(false)) return false;
  return sources.some((source) => source.isPending()) ? undefined : answers.find((answer) => answer === true);
}
