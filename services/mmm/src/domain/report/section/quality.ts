import type { FitQuality } from '../../run-summary.js';
import { paragraph, type Section, table } from '../elements.js';
import { html } from '../html.js';
import type { Telling } from '../telling.js';

/** A range of 90 % is too narrow below the first, needlessly wide above the second. */
const acceptableCoverage = { least: 0.8, most: 0.97 };

/** How well the model says what was measured, on data that it knew and on data that it did not. */
export const quality = (telling: Telling): Section => {
  const { summary, say } = telling;
  const rows = [
    ...summary.fit.map((fit) => row(telling, say('quality.known'), fit)),
    ...(summary.holdout ?? []).map((fit) => row(telling, say('quality.heldOut'), fit)),
  ];
  return {
    id: 'quality',
    short: say('nav.quality'),
    title: say('quality.title'),
    body: html`${inWords(telling).map(paragraph)}${table(say('quality.caption'), heads(telling), rows)}`,
  };
};

const widest = (fits: readonly FitQuality[]): FitQuality | undefined =>
  fits.find(({ level }) => level === 'national') ?? fits[0];

const inWords = ({ summary, say, format, outcome, grain }: Telling): readonly string[] => {
  const known = widest(summary.fit);
  const held = summary.holdout === null ? undefined : widest(summary.holdout);
  const off = (fit: FitQuality): string => format.percent(fit.mape, 0.001);
  const sentences = known === undefined ? [] : [say('quality.inside', { mape: off(known), grain: grain.one })];
  if (held === undefined) return [...sentences, say('quality.noHoldout', { grains: grain.many })];
  const { coverage90: coverage } = held;
  const judged = coverage < acceptableCoverage.least ? 'narrow' : coverage > acceptableCoverage.most ? 'wide' : 'good';
  return [
    ...sentences,
    say('quality.holdout', { periods: format.count(held.periods), grains: grain.dative, mape: off(held) }),
    say(`quality.coverage.${judged}`, { coverage: format.percent(coverage, 0.01) }),
    say('quality.crps', { crps: format.fact(outcome, held.crps), grain: grain.one }),
  ];
};

const heads = ({ say }: Telling) => [
  { label: say('column.data') },
  { label: say('column.level') },
  ...(['r2', 'mape', 'wmape', 'crps', 'coverage'] as const).map((name) => ({
    label: say(`column.${name}`),
    numeric: true,
  })),
];

const row = ({ say, format, outcome }: Telling, data: string, fit: FitQuality) => [
  data,
  say(`level.${fit.level}`),
  format.number(fit.r2, 0.01),
  format.percent(fit.mape, 0.001),
  format.percent(fit.wmape, 0.001),
  format.fact(outcome, fit.crps),
  format.percent(fit.coverage90, 0.01),
];
