import type { RandomStream } from '@stellwerk/statistics';
import type { DrawTable } from '../results/posterior-file.js';
import type { Distribution } from '../spec/distribution.js';
import { quantile } from '../spec/moments.js';
import type { CompiledEquation, CompiledMix } from './compile.js';
import { drawLayout, placeLinear } from './draw-layout.js';
import { logSpectralDensity } from './hsgp.js';
import { isNormal } from './linear-design.js';

/**
 * Draws of every scalar from the prior, as a table that a fitted model can be made of: what the specification believes before it has
 * seen the outcome, and the source of simulated outcomes.
 */
export function priorDraws(mix: CompiledMix, draws: number, random: RandomStream): DrawTable {
  const layout = drawLayout(mix);
  const values = new Float64Array(layout.names.length * draws);
  for (let draw = 0; draw < draws; draw++) {
    const scalars = priorDraw(mix, random);
    for (const [at, value] of scalars.entries()) values[at * draws + draw] = value;
  }
  return { names: layout.names, chains: 1, draws, values };
}

/** One draw in the order of the layout; leaves its values in the model's parameters. */
export function priorDraw(mix: CompiledMix, random: RandomStream): Float64Array {
  const layout = drawLayout(mix);
  const { parameters, equations, channels } = mix;
  const scalars = new Float64Array(layout.names.length);
  const draw = (prior: Distribution) => quantile(prior, random.openUniform());
  parameters.drawPrior(draw, () => random.normal());
  const { values } = parameters;
  for (const { state } of channels) {
    state.timeVarying?.evaluate(values);
    state.shape.evaluate(values);
    state.more?.evaluate(values);
  }
  for (const [at, slot] of parameters.reported.entries()) scalars[at] = values[slot]!;
  for (const [index, { equation }] of equations.entries()) {
    const { quantities, factors, linear, own } = layout.equations[index]!;
    const coefficients = new Float64Array(equation.design.columns.length + own.length);
    for (const [number, { channel, effect }] of equation.effects.entries()) {
      const { shape, more } = channels[channel]!.state;
      const { slot, prior, on } = effect.plan;
      const evaluate = () => effect.evaluate(values, shape, on === 'mroi' ? more : null);
      if (slot !== null) {
        // What the prior is about is proportional to e^q.
        values[slot] = 0;
        evaluate();
        values[slot] = Math.log(draw(prior) / effect.quantity);
      }
      evaluate();
      scalars[quantities + number] = effect.quantity;
      scalars.set(effect.factors, factors[number]!);
    }
    drawLinear(equation, values, random, coefficients);
    placeLinear(coefficients, linear, own, scalars);
  }
  return scalars;
}

function drawLinear(
  { design }: CompiledEquation['equation'],
  values: Float64Array,
  random: RandomStream,
  into: Float64Array,
): void {
  const { plan } = design;
  for (const column of plan.shared.filter(isNormal)) {
    const [mean = 0, sd = 1] = column.prior.parameters;
    into[design.columns.indexOf(column)] = mean + column.prior.shift + sd * random.normal();
  }
  for (const { columns, basis, lengthSlot, sdSlot } of plan.processes)
    for (const [index, column] of columns.entries()) {
      const log = logSpectralDensity(basis.kernel, values[lengthSlot]!, basis.frequencies[index]!);
      into[design.columns.indexOf(column)] = values[sdSlot]! * Math.exp(0.5 * log) * random.normal();
    }
  for (let geo = 0; geo < plan.geos; geo++)
    for (const [at, { sd }] of plan.geo.entries()) {
      const spread = 'fixed' in sd ? sd.fixed : values[sd.slot]!;
      into[design.columns.length + geo * plan.geo.length + at] = spread * random.normal();
    }
}
