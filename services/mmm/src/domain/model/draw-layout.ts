import type { CompiledEquation, CompiledMix } from './compile.js';

/** Where the scalars of one outcome stand among those of a draw. */
interface EquationLayout {
  /** First of the factors by geo of each effect. */
  readonly factors: readonly number[];
  /** First of the linear coefficients: common ones, then the geos' own, geo after geo. */
  readonly linear: number;
  readonly linearCount: number;
}

/** The scalars of a draw that a reader wants to see, and that predictions need: their names and places. */
export interface DrawLayout {
  readonly names: readonly string[];
  readonly equations: readonly EquationLayout[];
}

/** Reported parameters first, then by outcome: what priors are about, factors of effects, linear coefficients. */
export function drawLayout({ parameters, equations, panel, channels }: CompiledMix): DrawLayout {
  const names = parameters.reported.map((slot) => parameters.names[slot]!);
  const layouts = equations.map(({ equation }) => {
    const { name: prefix, effects, design } = equation;
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
    for (const geo of panel.geos)
      for (const { name } of design.plan.geo)
        names.push(name.endsWith(']') ? `${name.slice(0, -1)}, ${geo}]` : `${name}[${geo}]`);
    return { factors, linear, linearCount: names.length - linear };
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
  let at = parameters.reported.length;
  for (const [index, { equation }] of equations.entries()) {
    const { factors, linear, linearCount } = layout.equations[index]!;
    for (const { effect } of equation.effects) into[at++] = effect.quantity;
    for (const [effect, first] of factors.entries()) into.set(equation.effects[effect]!.effect.factors, first);
    writeLinear(equation, normal, into.subarray(linear, linear + linearCount));
    at = linear + linearCount;
  }
}

function writeLinear({ likelihood }: CompiledEquation['equation'], normal: () => number, into: Float64Array): void {
  if (likelihood.kind === 'collapsed') likelihood.block.draw(normal, into);
  else likelihood.linear.writeCoefficients(into);
}
