import { type Calibration, calibrated } from '../linear/calibration.js';
import { FeatureBuffer } from '../linear/features.js';
import type { QuantisedModel } from '../linear/quantised-model.js';
import type { Provenance } from '../text-check.js';
import { isForModel, speaksToSomebody } from './addressed.js';
import { sentenceRules } from './rules.js';
import { type ReadText, readText, sentencesThat, type Window, windowsOf, windowsWith } from './windows.js';

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

/** What a head sees in a text, below its threshold too. */
interface Look {
  readonly rule: string;
  readonly reading: HeadReading;
  /** The windows it looks at. */
  readonly windows: readonly Window[];
  /** Log odds of each window. */
  readonly logOdds: readonly number[];
}

/**
 * Injections and jailbreaks in one reading of a text: rules on each sentence, and two linear models. `injection.model`
 * sees attempts to take the assistant over, in any text. `injection.instruction` sees orders and questions to an assistant
 * at all: from a user they are what the assistant is for, in a document or the output of a tool they have no business.
 * In what is not the user's own text a high score is not enough: a sentence must speak to somebody, and an order must be one
 * that a model could follow.
 */
export function createInjectionDetector(models: InjectionModels) {
  const buffer = new FeatureBuffer();

  function looksAt(read: ReadText, provenance: Provenance): Look[] {
    const { override, instruction } = models.readings[provenance];
    const looks: Look[] = [];
    if (override) {
      const windows = provenance === 'user' ? windowsOf(read) : windowsWith(read, speaksToSomebody);
      const logOdds = logOddsOf(read, models.override, windows);
      looks.push({ rule: 'injection.model', reading: override, windows, logOdds });
    }
    if (instruction) {
      const windows = sentencesThat(read, isForModel);
      const logOdds = logOddsOf(read, models.instruction, windows);
      looks.push({ rule: 'injection.instruction', reading: instruction, windows, logOdds });
    }
    return looks;
  }

  return {
    detect(text: string, provenance: Provenance): Sighting[] {
      const read = readText(text, buffer);
      return [...ruleSightings(read), ...looksAt(read, provenance).flatMap((look) => strongest(sightings(read, look)))];
    },

    /** Highest score of any window, whether it is a finding or not; 0 where nothing was looked at. */
    highestScore(text: string, provenance: Provenance): number {
      const read = readText(text, buffer);
      const scores = looksAt(read, provenance).map(({ reading, logOdds }) =>
        logOdds.length === 0 ? 0 : calibrated(reading, highest(logOdds)),
      );
      return Math.max(0, ...ruleSightings(read).map(({ score }) => score), ...scores);
    },
  };
}

const highest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value));

function ruleSightings({ text, pieces, structures }: ReadText): Sighting[] {
  return sentenceRules.flatMap(({ id, score, matches }) =>
    withinLimit(
      pieces.flatMap(({ start, end }, index): Sighting[] => {
        const structure = structures[index];
        return structure && matches(text.slice(start, end), structure) ? [{ rule: id, start, end, score }] : [];
      }),
    ),
  );
}

function logOddsOf({ buffer, from, pieces }: ReadText, model: QuantisedModel, windows: readonly Window[]): number[] {
  const sums: (number | undefined)[] = pieces.map(() => undefined);
  const sumOf = (piece: number): number => {
    const sum = sums[piece] ?? model.sum(buffer.buckets, from[piece] ?? 0, from[piece + 1] ?? 0);
    sums[piece] = sum;
    return sum;
  };
  return windows.map(({ first, last }) => {
    let sum = 0;
    for (let piece = first; piece <= last; piece++) sum += sumOf(piece);
    return model.logOdds(sum, (from[last + 1] ?? 0) - (from[first] ?? 0));
  });
}

const sightings = (read: ReadText, { rule, reading, windows, logOdds }: Look): Sighting[] =>
  windows.flatMap(({ first, last }, index): Sighting[] => {
    const score = logOdds[index] ?? Number.NEGATIVE_INFINITY;
    return score < reading.threshold ? [] : [sighting(rule, read, first, last, calibrated(reading, score))];
  });

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
