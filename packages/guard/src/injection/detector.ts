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

/** Findings of one rule in one text; a long jailbreak has a hundred windows that say the same. */
const MOST_SIGHTINGS = 8;

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
  const found: Sighting[] = [];
  pieces.forEach(({ start, end }, index) => {
    const structure = structures[index];
    if (!structure) return;
    const sentence = text.slice(start, end);
    for (const { id, score, matches } of sentenceRules)
      if (matches(sentence, structure)) found.push({ rule: id, start, end, score });
  });
  return found;
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

/** The strongest windows that do not overlap, in the order of the text. */
function strongest(sightings: readonly Sighting[]): Sighting[] {
  const kept: Sighting[] = [];
  for (const one of [...sightings].sort((a, b) => b.score - a.score || a.end - a.start - (b.end - b.start))) {
    if (kept.length >= MOST_SIGHTINGS) break;
    if (kept.every(({ start, end }) => one.end <= start || one.start >= end)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
