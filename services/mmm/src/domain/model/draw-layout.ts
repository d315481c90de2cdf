import type { CompiledMix } from './compile.js';

/** Where the scalars of one outcome stand among those of a draw. */
interface EquationLayout {
  /** First of the quantities that the priors of effects are about. */
  readonly quantities: number;
  /** First of the factors by geo of each effect. */
  readonly factors: readonly number[];
  /** First of the common linear coefficients. */
  readonly linear: number;
  /** Places of the geos' own coefficients, geo after geo; -1 where a geo has none, as the geo that levels are compared with. */
  readonly own: Int32Array;
}

/** The scalars of a draw that a reader wants to see, and that predictions need: their names and places. */
export interface DrawLayout {
  readonly names: readonly string[];
  readonly equations: readonly EquationLayout[];
}

/** Reported parameters first, then by outcome: what priors are about, factors of effects, linear coefficients. */
export function drawLayout(mix: CompiledMix): DrawLayout {
  const layout = known.get(mix) ?? layoutOf(mix);
  known.set(mix, layout);
  return layout;
}

const known = new WeakMap<CompiledMix, DrawLayout>();

function layoutOf({ parameters, equations, panel, channels }: CompiledMix): DrawLayout {
  const names = parameters.reported.map((slot) => parameters.names[slot]!);
  const layouts = equations.map(({ equation }) => {
    const { name: prefix, effects, design } = equation;
    const quantities = names.length;
    for (const { channel, effect } of effects) names.push(`${prefix}${effect.plan.on}[${channels[channel]!.name}]`);
    const factors = effects.map(({ channel }) => {
      const { name } = channels[channel]!;
      const first = names.length;
      for (const geo of panel.geos)
        names.push(panel.geos.length > 1 ? `${prefix}effect[${name}, ${geo}]` : `${prefix}effect[${name}]`);
      return first;
    });
    const linear = names.length;
    for (const column of design.columns) names.push(column.name);
    const periods = panel.dates.length;
    const own = panel.geos.flatMap((geo, at) =>
      design.plan.geo.map(({ name, values }) => {
        if (values.subarray(at * periods, (at + 1) * periods).every((value) => value === 0)) return -1;
        return names.push(name.endsWith(']') ? `${name.slice(0, -1)}, ${geo}]` : `${name}[${geo}]`) - 1;
      }),
    );
    return { quantities, factors, linear, own: Int32Array.from(own) };
  });
  return { names, equations: layouts };
}

/**
 * Writes the scalars of one draw.
 * @param normal a source of standard normal numbers, for coefficients that were integrated out
 */
export function writeDraw(
  mix: CompiledMix,
  layout: DrawLayout,
  position: Float64Array,
  normal: () => number,
  into: Float64Array,
): void {
  const { parameters, density, equations } = mix;
  density.evaluate(position, new Float64Array(density.dimension));
  for (const [at, slot] of parameters.reported.entries()) into[at] = parameters.values[slot]!;
  for (const [index, { equation }] of equations.entries()) {
    const { quantities, factors, linear, own } = layout.equations[index]!;
    for (const [number, { effect }] of equation.effects.entries()) {
      into[quantities + number] = effect.quantity;
      into.set(effect.factors, factors[number]!);
    }
    const { likelihood, design } = equation;
    const coefficients = new Float64Array(design.columns.length + own.length);
    if (likelihood.kind === 'collapsed') likelihood.block.draw(normal, coefficients);
    else likelihood.linear.writeCoefficients(coefficients);
    placeLinear(coefficients, linear, own, into);
  }
}

/** Puts coefficients, common ones and then the geos' own, where they stand in a draw. */
export function placeLinear(coefficients: Float64Array, linear: number, own: Int32Array, into: Float64Array): void {
  const common = coefficients.length - own.length;
  into.set(coefficients.subarray(0, common), linear);
  for (let at = 0; at < own.length; at++) if (own[at]! >= 0) into[own[at]!] = coefficients[common + at]!;
}
