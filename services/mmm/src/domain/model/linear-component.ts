import type { Component } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import type { CompiledEquation, CompiledMix } from './compile.js';
import type { DrawLayout } from './draw-layout.js';
import type { DrawScalars } from './draw-scalars.js';

/** A part of the outcome that is linear in its coefficients. */
export interface LinearPart extends Component {
  /** The level, which the mean of the outcome belongs to. */
  readonly isLevel: boolean;
  /** Contribution in units of the outcome, geos × periods. */
  readonly write: (values: DrawScalars, into: Float64Array) => void;
}

interface Column {
  readonly values: Float64Array;
  readonly isTime: boolean;
  readonly coefficient: (values: DrawScalars, geo: number) => number;
}

/** The linear parts of an outcome on a panel, by component; the level is always there. */
export function linearParts(
  mix: CompiledMix,
  { equation, scale }: CompiledEquation,
  layout: DrawLayout,
  outcome: number,
  panel: Panel,
): readonly LinearPart[] {
  const { design, terms } = equation;
  const { linear, own } = layout.equations[outcome]!;
  const parts = new Map<string, Component & { columns: Column[] }>([
    ['baseline', { name: 'baseline', kind: 'baseline', columns: [] }],
  ]);
  const add = ({ component, kind }: { component: string; kind: Component['kind'] }, column: Column) => {
    const part = parts.get(component) ?? { name: component, kind, columns: [] };
    parts.set(component, part);
    part.columns.push(column);
  };
  for (const [at, column] of design.columns.entries())
    add(column, {
      values: column.on(panel),
      isTime: column.extent === 'time',
      coefficient: (values) => values.at(linear + at),
    });
  for (const { column, slot } of terms)
    add(column, {
      values: column.on(panel),
      isTime: column.extent === 'time',
      coefficient: (values) => values.slot(slot),
    });
  for (const [at, column] of design.plan.geo.entries())
    add(column, {
      values: column.on(panel),
      isTime: false,
      coefficient: (values, geo) => {
        const place = own[geo * design.plan.geo.length + at]!;
        return place < 0 ? 0 : values.at(place);
      },
    });
  const periods = panel.dates.length;
  return [...parts.values()].map(({ name, kind, columns }) => ({
    name,
    kind,
    isLevel: name === 'baseline',
    write(values, into) {
      for (let geo = 0; geo < mix.panel.geos.length; geo++) {
        const unit = scale.heads[geo]! * scale.scale;
        const start = geo * periods;
        into.fill(name === 'baseline' ? scale.heads[geo]! * scale.centre : 0, start, start + periods);
        for (const column of columns) {
          const factor = unit * column.coefficient(values, geo);
          const from = column.isTime ? 0 : start;
          for (let t = 0; t < periods; t++) into[start + t]! += factor * column.values[from + t]!;
        }
      }
    },
  }));
}
