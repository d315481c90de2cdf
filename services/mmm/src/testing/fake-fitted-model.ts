import type { Component, FittedModel, Intervention } from '../domain/fitted-model.js';
import { type Panel, sizeOf } from '../domain/panel.js';

/** One draw of {@link fakeModel}: everything in closed form. */
export interface FakeDraw {
  readonly baseline: number;
  /** Outcome per unit of the column `rain`. */
  readonly rain: number;
  /** By channel: outcome per unit of saturated media, geometric retention, half saturation (Infinity = linear). */
  readonly channels: Readonly<Record<string, FakeChannel>>;
  readonly sigma: number;
}

export interface FakeChannel {
  readonly effect: number;
  readonly retention: number;
  readonly half: number;
  /** Outcome of `raises` added per unit of this channel's effect: a funnel. */
  readonly raises?: { readonly channel: string; readonly share: number };
}

export interface FakePanel {
  readonly geos?: readonly string[];
  readonly periods?: number;
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly outcome: Float64Array;
  readonly valuePerUnit?: Float64Array | null;
}

export function fakePanel({ geos = ['national'], columns, outcome, valuePerUnit = null }: FakePanel): Panel {
  const periods = outcome.length / geos.length;
  return {
    grain: 'week',
    dates: Array.from({ length: periods }, (_, t) =>
      new Date((19_786 + 7 * t) * 86_400_000).toISOString().slice(0, 10),
    ),
    geos,
    population: null,
    outcome,
    valuePerUnit,
    columns: new Map(Object.entries(columns)),
    currency: 'EUR',
    dataHash: 'fake',
  };
}

/**
 * A model without parameters to infer: baseline, one control and channels with untruncated geometric carry-over and Michaelis-Menten
 * saturation `effect × v / (half + v)` (or `effect × v`), v = x + retention × v before. Media are the columns named like the channels.
 */
export function fakeModel(panel: Panel, draws: readonly FakeDraw[]): FittedModel {
  const names = Object.keys(draws[0]?.channels ?? {});
  const components: readonly Component[] = [
    { name: 'baseline', kind: 'baseline' },
    { name: 'rain', kind: 'control' },
    ...names.map((name) => ({ name, kind: 'paid' as const })),
  ];
  const periods = panel.dates.length;
  const at = (draw: number): FakeDraw => {
    const found = draws[draw];
    if (!found) throw new RangeError(`there is no draw ${draw}`);
    return found;
  };

  function effectOf(name: string, draw: FakeDraw, into: Float64Array, interventions: readonly Intervention[]): void {
    const { effect = 0, retention = 0, half = Infinity } = draw.channels[name] ?? {};
    const media = panel.columns.get(name) ?? new Float64Array(sizeOf(panel));
    let carried = 0;
    for (let cell = 0; cell < media.length; cell++) {
      const t = cell % periods;
      const geo = Math.floor(cell / periods);
      let x = media[cell] ?? 0;
      for (const { channel, factor, from = 0, to = periods, geos } of interventions)
        if (channel === name && t >= from && t < to && (geos === undefined || geos.includes(geo))) x *= factor;
      carried = t === 0 ? x : x + retention * carried;
      into[cell] = effect * (half === Infinity ? carried : carried / (half + carried));
    }
  }

  function contribution(
    component: number,
    index: number,
    into: Float64Array,
    interventions: readonly Intervention[] = [],
  ) {
    const draw = at(index);
    const name = components[component]?.name ?? '';
    if (name === 'baseline') into.fill(draw.baseline);
    else if (name === 'rain') {
      const rain = panel.columns.get('rain');
      for (let cell = 0; cell < into.length; cell++) into[cell] = draw.rain * (rain?.[cell] ?? 0);
    } else {
      effectOf(name, draw, into, interventions);
      const other = new Float64Array(into.length);
      for (const [from, { raises }] of Object.entries(draw.channels)) {
        if (raises?.channel !== name) continue;
        effectOf(from, draw, other, interventions);
        for (let cell = 0; cell < into.length; cell++)
          into[cell] = (into[cell] ?? 0) + raises.share * (other[cell] ?? 0);
      }
    }
  }

  return {
    panel,
    components,
    draws: draws.length,
    contribution,
    noise: (index, into) => {
      into.fill(at(index).sigma);
    },
    predict: (index, uniform, into) => {
      const part = new Float64Array(into.length);
      into.fill(0);
      for (let component = 0; component < components.length; component++) {
        contribution(component, index, part);
        for (let cell = 0; cell < into.length; cell++) into[cell] = (into[cell] ?? 0) + (part[cell] ?? 0);
      }
      const { sigma } = at(index);
      for (let cell = 0; cell < into.length; cell++) into[cell] = (into[cell] ?? 0) + sigma * normal(uniform);
    },
    carryOver: (channel, index, into) => {
      const { retention = 0 } = at(index).channels[channel] ?? {};
      for (let lag = 0; lag < into.length; lag++) into[lag] = (1 - retention) * retention ** lag;
    },
    over: (other) => fakeModel(other, draws),
  };
}

/** Standard normal by Box and Muller. */
export const normal = (uniform: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());

/** Uniform numbers in (0, 1), seeded: mulberry32. */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
  };
}
