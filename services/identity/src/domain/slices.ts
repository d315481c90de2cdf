import type { Sightings } from './sightings.js';
import { compareKeys } from './tiers.js';

/** From this instant of event time on, until the next slice, a key stands for a person. */
export interface Slice {
  /** Milliseconds since 1970. */
  readonly fromMs: number;
  readonly person: string;
}

/** From the beginning of a key. */
export const BEGINNING_MS = 0;

/** Slices that a key has at most; what lies before the latest hundred changes of owner stands for the key itself. */
export const MAX_SLICES = 100;

/**
 * Whom a device stood for, by event time: from each login to the next one of another person; before the first login its first
 * owner. A pure function of the sightings; a single slice where all are of one person.
 *
 * @param personOf person of an owner
 * @param itself person of the device as long as nothing links it
 */
export function slicesOf(
  sightings: Iterable<Sightings>,
  personOf: (owner: string) => string,
  itself: string,
): readonly Slice[] {
  const seen = [...sightings]
    .flatMap(({ owner, times }) => times.map((time) => ({ time, owner })))
    .sort((a, b) => a.time - b.time || compareKeys(a.owner, b.owner));
  const slices: Slice[] = [];
  for (const { time, owner } of seen) {
    const person = personOf(owner);
    // Of several owners in one instant the last in the order of keys counts, as if the others had been there for no time.
    if (slices.at(-1)?.fromMs === time) slices.pop();
    if (slices.at(-1)?.person !== person) slices.push({ fromMs: time, person });
  }
  const kept = slices.slice(-MAX_SLICES);
  const [first, ...others] = kept;
  if (!first) return [];
  if (kept.length === slices.length) return [{ ...first, fromMs: BEGINNING_MS }, ...others];
  return [{ fromMs: BEGINNING_MS, person: itself }, ...others];
}

/** One person for all time. */
export const whole = (person: string): readonly Slice[] => [{ fromMs: BEGINNING_MS, person }];

/** Whether both say the same for every instant. */
export function areEqual(a: readonly Slice[], b: readonly Slice[]): boolean {
  return a.length === b.length && a.every(({ fromMs, person }, index) => isSlice(b[index], fromMs, person));
}

const isSlice = (slice: Slice | undefined, fromMs: number, person: string) =>
  slice?.fromMs === fromMs && slice.person === person;

/** Whom the slices say a key stands for now. */
export const personNow = (slices: readonly Slice[]): string | undefined => slices.at(-1)?.person;
