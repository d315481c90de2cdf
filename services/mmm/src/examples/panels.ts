import type { Panel } from '../domain/panel.js';

/** A panel of so many weeks and geos from formulas, for tests and examples: nothing in it is random. */
export function examplePanel(options: {
  readonly geos?: number;
  readonly weeks: number;
  readonly columns: Readonly<Record<string, (geo: number, week: number) => number>>;
  readonly outcome: (geo: number, week: number) => number;
  readonly population?: (geo: number) => number;
  readonly value?: (geo: number, week: number) => number;
}): Panel {
  const geos = options.geos ?? 1;
  const fill = (of: (geo: number, week: number) => number) =>
    Float64Array.from({ length: geos * options.weeks }, (_, at) =>
      of(Math.floor(at / options.weeks), at % options.weeks),
    );
  return {
    grain: 'week',
    dates: Array.from({ length: options.weeks }, (_, week) =>
      new Date(Date.UTC(2023, 0, 2 + 7 * week)).toISOString().slice(0, 10),
    ),
    geos: geos === 1 ? ['national'] : Array.from({ length: geos }, (_, geo) => `geo ${geo}`),
    population: options.population
      ? Float64Array.from({ length: geos }, (_, geo) => options.population?.(geo) ?? 1)
      : null,
    outcome: fill(options.outcome),
    valuePerUnit: options.value ? fill(options.value) : null,
    columns: new Map(Object.entries(options.columns).map(([name, of]) => [name, fill(of)])),
    currency: null,
    dataHash: '0'.repeat(64),
  };
}
