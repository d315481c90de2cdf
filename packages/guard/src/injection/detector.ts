import { type Calibration, calibrated } from '../linear/calibration.js';
import { FeatureBuffer } from '../linear/features.js';
import type { QuantisedModel } from '../linear/quantised-model.js';
import type { Provenance } from '../text-check.js';
import { sentenceRules } from './rules.js';
import { type ReadText, readText, requestsOf, windowsOf } from './windows.js';

/** A span of a text and why it is one; offsets into the text that was looked at. */
export interface Sighting {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** How the scores of a head are read for texts of one provenance. */
export interface HeadReading extends Calibration {
  /** Log odds from which a window is a finding. */
  readonly threshold: number;
}

/** The shipped models and what their scores mean, by provenance; a head that is not named does not look. */
export interface InjectionModels {
  readonly override: QuantisedModel;
  readonly instruction: QuantisedModel;
  readonly readings: Readonly<
    Record<Provenance, { readonly override?: HeadReading; readonly instruction?: HeadReading }>
  >;
}

/** Findings of one rule in one text that are told apart. */
const MOST_SIGHTINGS = 200;
/** Score that a unit of a window costs when windows are compared. */
const UNIT_COST = 0.0002;

/**
 * Injections and jailbreaks in one reading of a text: rules on each sentence, and two linear models. `injection.model`
 * sees attempts to take the assistant over, in any text. `injection.instruction` sees orders and questions to an assistant
 * at all: from a user they are what the assistant is for, in a document or the output of a tool they have no business.
 */
export function createInjectionDetector(models: InjectionModels) {
  const buffer = new FeatureBuffer();
  return function detectInjection(text: string, provenance: Provenance): Sighting[] {
    const { override, instruction } = models.readings[provenance];
    const read = readText(text, buffer);
    const found = ruleSightings(text, read);
    if (override) found.push(...strongest(overrideSightings(read, models.override, override)));
    if (instruction) found.push(...strongest(instructionSightings(read, models.instruction, instruction)));
    return found;
  };
}

function ruleSightings(text: string, { pieces, structures }: ReadText): Sighting[] {
  return sentenceRules.flatMap(({ id, score, matches }) =>
    withinLimit(
      pieces.flatMap(({ start, end }, index): Sighting[] => {
        const structure = structures[index];
        return structure && matches(text.slice(start, end), structure) ? [{ rule: id, start, end, score }] : [];
      }),
    ),
  );
}

function overrideSightings(read: ReadText, model: QuantisedModel, reading: HeadReading): Sighting[] {
  const sums = read.pieces.map((_piece, index) =>
    model.sum(read.buffer.buckets, read.from[index] ?? 0, read.from[index + 1] ?? 0),
  );
  const upTo = [0];
  for (const [index, sum] of sums.entries()) upTo.push((upTo[index] ?? 0) + sum);
  return windowsOf(read).flatMap(({ first, last }): Sighting[] => {
    const features = (read.from[last + 1] ?? 0) - (read.from[first] ?? 0);
    const logOdds = model.logOdds((upTo[last + 1] ?? 0) - (upTo[first] ?? 0), features);
    if (logOdds < reading.threshold) return [];
    return [sighting('injection.model', read, first, last, calibrated(reading, logOdds))];
  });
}

function instructionSightings(read: ReadText, model: QuantisedModel, reading: HeadReading): Sighting[] {
  return requestsOf(read).flatMap(({ first, last }): Sighting[] => {
    const [from, to] = [read.from[first] ?? 0, read.from[last + 1] ?? 0];
    const logOdds = model.logOdds(model.sum(read.buffer.buckets, from, to), to - from);
    if (logOdds < reading.threshold) return [];
    return [sighting('injection.instruction', read, first, last, calibrated(reading, logOdds))];
  });
}

function sighting(rule: string, { pieces }: ReadText, first: number, last: number, score: number): Sighting {
  return { rule, start: pieces[first]?.start ?? 0, end: pieces[last]?.end ?? 0, score };
}

/**
 * The strongest windows that do not overlap, in the order of the text. Of windows that say nearly the same the narrower
 * counts, so that a repair takes out no more than it must.
 */
function strongest(sightings: readonly Sighting[]): Sighting[] {
  const kept: Sighting[] = [];
  const order = (one: Sighting) => one.score - (one.end - one.start) * UNIT_COST;
  for (const one of [...sightings].sort((a, b) => order(b) - order(a))) {
    if (kept.length >= MOST_SIGHTINGS) break;
    if (kept.every(({ start, end }) => one.end <= start || one.start >= end)) kept.push(one);
  }
  return withinLimit(kept.length < MOST_SIGHTINGS ? kept : sightings);
}

/** Sightings in the order of the text; more than the limit become one that reaches from the first to the last. */
function withinLimit(sightings: readonly Sighting[]): Sighting[] {
  const sorted = [...sightings].sort((a, b) => a.start - b.start);
  const [first] = sorted;
  if (sorted.length <= MOST_SIGHTINGS || !first) return sorted;
  const [end, score] = sorted.reduce(
    ([furthest, highest], one) => [Math.max(furthest, one.end), Math.max(highest, one.score)] as const,
    [0, 0] as readonly [number, number],
  );
  return [{ ...first, end, score }];
}
