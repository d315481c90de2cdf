import type { Interval, RunSummary } from '../run-summary.js';
import { createFormat, type Format, type Measure } from './format.js';
import type { Language } from './language.js';
import { createSay, type Say } from './text/texts.js';

/** The words of a language for the periods of the data. */
export interface GrainWords {
  readonly one: string;
  readonly many: string;
  /** After prepositions such as „innerhalb von“. */
  readonly dative: string;
  readonly same: string;
  readonly later: string;
}

/** Everything that a section needs to tell its part: the run, the language, and how this run's figures are said. */
export interface Telling {
  readonly summary: RunSummary;
  readonly language: Language;
  readonly say: Say;
  readonly format: Format;
  /** Whether contributions are money, so that a return can be compared with break-even. */
  readonly valued: boolean;
  /** What a channel added. */
  readonly value: Measure;
  /** The outcome in its own unit, as in the decomposition. */
  readonly outcome: Measure;
  /** Return on spend: a ratio, or units of the outcome per thousand of money where it has no value. */
  readonly returns: Measure;
  readonly grain: GrainWords;
  /** 100 and 1,000 of the run's money. */
  readonly hundred: string;
  readonly thousand: string;
}

/** Says a multiple of the value, such as orders per thousand of money. */
export const timesMeasure =
  (measure: Measure, factor: number): Measure =>
  (value, resolution, size = Math.abs(value)) =>
    measure(value * factor, resolution * factor, size * factor);

/** Prepares what all sections of one run share. */
export const createTelling = (summary: RunSummary, language: Language): Telling => {
  const { outcome, currency, grain } = summary.data;
  const say = createSay(language);
  const format = createFormat(language, currency);
  const valued = outcome.totalValue !== null;
  const own = currency !== null && outcome.unit === currency ? format.money : format.units(outcome.unit);
  return {
    summary,
    language,
    say,
    format,
    valued,
    value: valued ? format.money : own,
    outcome: own,
    returns: valued ? format.number : timesMeasure(format.number, 1000),
    grain: {
      one: say(`grain.${grain}.one`),
      many: say(`grain.${grain}.many`),
      dative: say(`grain.${grain}.dative`),
      same: say(`grain.${grain}.same`),
      later: say(`grain.${grain}.later`),
    },
    hundred: format.money(100, 1),
    thousand: format.money(1000, 1),
  };
};

/** "1.6 (0.8 to 2.4)" for descriptions and lists. */
export const sayInterval = ({ say, format }: Telling, label: string, measure: Measure, interval: Interval): string =>
  say('verdict.item', { channel: label, ...format.interval(measure, interval) });
