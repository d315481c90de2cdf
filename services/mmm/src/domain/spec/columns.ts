import type { SpecInput } from './schema.js';

/** Columns that a specification needs from its data. */
export interface NeededColumns {
  readonly date: string;
  readonly geo: string | null;
  readonly population: string | null;
  readonly outcome: string;
  readonly value: string | null;
  /** Every further column, each once: spend, exposure, controls, further outcomes. */
  readonly others: readonly string[];
  /** Those of them that are money. */
  readonly spends: readonly string[];
}

/** What to read for a specification. */
export function columnsOf(spec: SpecInput): NeededColumns {
  const value = (given: SpecInput['outcome']['value']) => (given && 'column' in given ? given.column : null);
  const paid = spec.paid ?? [];
  const reachFrequency = spec.reachFrequency ?? [];
  const spends = [...paid, ...reachFrequency].map(({ spend }) => spend);
  const others = [
    ...spends,
    ...paid.map(({ exposure, spend }) => exposure ?? spend),
    ...reachFrequency.flatMap(({ reach, frequency }) => [reach, frequency]),
    ...(spec.organic ?? []).map(({ exposure }) => exposure),
    ...[spec.treatments, spec.controls, spec.price, spec.promotion].flatMap((group) =>
      (group ?? []).map(({ column }) => column),
    ),
    ...(spec.furtherOutcomes ?? []).flatMap((further) => [further.column, value(further.value) ?? further.column]),
  ];
  return {
    date: spec.data.date,
    geo: spec.data.geo ?? null,
    population: spec.data.population ?? null,
    outcome: spec.outcome.column,
    value: value(spec.outcome.value),
    others: [...new Set(others)],
    spends: [...new Set(spends)],
  };
}
