import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import { type Evidence, NO_EVIDENCE } from '../calibration/evidence.js';
import type { Panel } from '../panel.js';
import { distributionOf } from '../spec/distribution.js';
import { type AnyChannel, channelsOf, type MmmSpec, type NoiseSpec, type OutcomeSpec } from '../spec/mmm-spec.js';
import { CollapsedGaussian } from './collapsed-gaussian.js';
import { columnOf } from './column-of.js';
import {
  type ChannelUse,
  type CompiledChannel,
  compileChannel,
  compileEffect,
  type EffectSource,
  mediaSources,
} from './compile-channels.js';
import { compileEvidence } from './compile-evidence.js';
import { compileLinear } from './compile-linear.js';

import { countFloors, countLikelihood, type Grid, studentT } from './likelihoods.js';
import { isNormal, LinearDesign } from './linear-design.js';
import { type Equation, type EquationLikelihood, MixDensity } from './mix-density.js';
import { Parameters } from './parameters.js';
import { SampledLinear } from './sampled-linear.js';
import { type OutcomeScale, scaledOutcome, scaleOutcome } from './scaling.js';
import type { MediaInput } from './shape.js';

/** One outcome with what is needed to go from parameters back to its unit. */
export interface CompiledEquation {
  readonly equation: Equation;
  readonly outcome: OutcomeSpec;
  readonly observed: Float64Array;
  readonly scale: OutcomeScale;
  /** Money per unit; null where the outcome is money or has no value. */
  readonly value: Float64Array | null;
  /** Slots of the noise by geo; empty for counts. */
  readonly noise: readonly number[];
  /** Below these expected counts bend away from 0, by geo. */
  readonly floors: Float64Array;
  /** Slot of the degrees of freedom or of the dispersion. */
  readonly extraSlot: number | null;
}

/** A model ready to be sampled, and everything that gives draws their meaning. */
export interface CompiledMix {
  readonly spec: MmmSpec;
  readonly panel: Panel;
  /** Number of first periods in the likelihood. */
  readonly fitted: number;
  readonly parameters: Parameters;
  /** Channels of the specification, then those of funnels in their equations. */
  readonly channels: readonly CompiledChannel[];
  /** The first outcome, further outcomes, then mediators of funnels. */
  readonly equations: readonly CompiledEquation[];
  readonly density: MixDensity;
}

export interface CompileOptions {
  /** Number of first periods that the likelihood sees; default all. A fit that holds out the last ones states it. */
  readonly periods?: number;
  readonly evidence?: Evidence;
  /** Scale of the main outcome, where it is known apart from the outcome itself: for simulated outcomes. Default from the outcome. */
  readonly outcomeScale?: OutcomeScale;
}

/**
 * Builds the density of a specification on a panel.
 * @throws StellwerkError MMM_MODEL_IMPOSSIBLE, MMM_OUTCOME_NOT_COUNT, MMM_COLUMN_NOT_IN_PANEL
 */
export function compileMix(spec: MmmSpec, panel: Panel, options: CompileOptions = {}): CompiledMix {
  const length = panel.dates.length;
  const fitted = options.periods ?? length;
  if (!(fitted >= 2 && fitted <= length))
    throw new StellwerkError(errors.MODEL_IMPOSSIBLE, {
      problem: `${fitted} of ${length} periods are to be fitted; at least 2 are needed`,
    });
  const parameters = new Parameters();
  const source = { spec, panel, fitted, parameters };
  const given = channelsOf(spec);
  const media = mediaSources(source);
  const inputs = media.map(({ on }) => on(panel));
  const further = spec.furtherOutcomes.flatMap(({ channels }) => channels);
  const evidence = options.evidence ?? NO_EVIDENCE;
  const useOf = ({ name, effect }: AnyChannel): ChannelUse => {
    const others = further.filter((one) => one.name === name);
    const isNamed = [...evidence.lifts, ...evidence.attribution].some(({ channel }) => channel === name);
    return {
      withMore: [effect, ...others.map((one) => one.effect)].some(({ on }) => on === 'mroi'),
      isShared: isNamed || others.length > 0,
    };
  };
  const channels: CompiledChannel[] = given.map((channel, at) =>
    compileChannel(source, channel, media[at]!, useOf(channel)),
  );
  const main = compileEquation(
    { ...source, outcomeScale: options.outcomeScale },
    inputs,
    '',
    spec.outcome,
    panel.outcome,
    panel.valuePerUnit,
    (one) =>
      given.map((channel, at) => ({
        channel: at,
        effect: compileEffect(one, channels[at]!, channel.effect, channel.geoEffects),
      })),
  );
  const others = spec.furtherOutcomes.map((outcome) =>
    compileEquation(
      source,
      inputs,
      `${outcome.name}: `,
      outcome,
      columnOf(panel, outcome.column),
      moneyPerUnit(outcome, panel),
      (one) =>
        outcome.channels.map(({ name, effect }) => {
          const at = given.findIndex((channel) => channel.name === name);
          return { channel: at, effect: compileEffect(one, channels[at]!, effect, given[at]!.geoEffects) };
        }),
    ),
  );
  const mediators = spec.funnel.map(({ mediator, channels: upstream, noise }) => {
    const raised = given.find(({ name }) => name === mediator);
    if (!raised || raised.kind === 'reach-frequency') throw new Error('the specification was checked');
    const prefix = `${mediator}: `;
    const exposure = columnOf(panel, raised.exposure);
    const outcome: OutcomeSpec = {
      column: raised.exposure,
      unit: 'exposure',
      value: null,
      likelihood: { kind: 'normal' },
      noise: { sd: noise.sd, by: 'common' },
    };
    return compileEquation(source, inputs, prefix, outcome, exposure, null, (one) =>
      upstream.map(({ name, share }) => {
        const at = given.findIndex((channel) => channel.name === name);
        const own = compileChannel(source, given[at]!, media[at]!, { withMore: false, isShared: false }, prefix);
        const effect = { on: 'contribution', prior: share, window: null } as const;
        const index = channels.push(own) - 1;
        return { channel: index, effect: compileEffect(one, own, effect, given[at]!.geoEffects) };
      }),
    );
  });
  const terms = compileEvidence(
    { panel, fitted, channels: channels.slice(0, given.length), parameters, scale: main.scale },
    evidence,
  );
  const equations = [main, ...others, ...mediators];
  const density = new MixDensity({
    parameters,
    channels: channels.map(({ state }) => state),
    equations: equations.map(({ equation }) => equation),
    ...terms,
    geos: panel.geos.length,
    periods: length,
  });
  return { spec, panel, fitted, parameters, channels, equations, density };
}

type Source = Pick<CompiledMix, 'spec' | 'panel' | 'fitted' | 'parameters'> & {
  readonly outcomeScale?: OutcomeScale | undefined;
};

function compileEquation(
  source: Source,
  inputs: readonly MediaInput[],
  prefix: string,
  outcome: OutcomeSpec,
  observed: Float64Array,
  value: Float64Array | null,
  compileEffects: (source: EffectSource) => Equation['effects'],
): CompiledEquation {
  const { spec, panel, fitted, parameters } = source;
  const scale = source.outcomeScale ?? scaleOutcome(observed, panel, spec.scaling.outcome, fitted);
  const effects = compileEffects({ ...source, outcome: observed, scale, value, prefix });
  const media = inputs.map((input) =>
    input.reach ? input.media.map((one, at) => one * input.reach![at]!) : input.media,
  );
  const plan = compileLinear({ ...source, outcome: observed, scale, media, prefix });
  const design = new LinearDesign(plan);
  const terms = plan.shared
    .filter((column) => !isNormal(column))
    .map((column) => ({ column, slot: parameters.add(column.name, column.prior) }));
  const noise = outcome.noise ? compileNoise(source, outcome.noise, prefix) : [];
  const scaled = scaledOutcome(observed, scale, panel.dates.length);
  const { likelihood, extraSlot } = compileLikelihood(source, outcome, observed, scaled, scale, design, noise, prefix);
  return {
    equation: { name: prefix, effects, design, terms, likelihood },
    outcome,
    observed,
    scale,
    value,
    noise,
    floors: countFloors(observed, { geos: panel.geos.length, periods: panel.dates.length, fitted }),
    extraSlot,
  };
}

function compileNoise({ panel, parameters }: Source, { sd, by }: NoiseSpec, prefix: string): number[] {
  const prior = distributionOf(sd);
  if (by === 'geo' && panel.geos.length > 1)
    return panel.geos.map((geo) => parameters.add(`${prefix}noise[${geo}]`, prior));
  const slot = parameters.add(`${prefix}noise`, prior);
  return panel.geos.map(() => slot);
}

function compileLikelihood(
  { panel, fitted, parameters }: Source,
  outcome: OutcomeSpec,
  observed: Float64Array,
  scaled: Float64Array,
  scale: OutcomeScale,
  design: LinearDesign,
  noise: readonly number[],
  prefix: string,
): { readonly likelihood: EquationLikelihood; readonly extraSlot: number | null } {
  const { likelihood } = outcome;
  const grid: Grid = { geos: panel.geos.length, periods: panel.dates.length, fitted };
  if (likelihood.kind === 'normal') {
    const block = new CollapsedGaussian(
      design,
      scaled,
      noise.every((slot) => slot === noise[0]),
    );
    return { likelihood: { kind: 'collapsed', block, noise }, extraSlot: null };
  }
  const linear = new SampledLinear(design, scaled, parameters);
  if (likelihood.kind === 'student-t') {
    const extraSlot = parameters.add(`${prefix}degrees`, distributionOf(likelihood.degrees));
    return { likelihood: { kind: 'pointwise', linear, of: studentT(scaled, grid, noise, extraSlot) }, extraSlot };
  }
  requireCounts(observed, panel, outcome);
  const extraSlot =
    likelihood.kind === 'poisson' ? null : parameters.add(`${prefix}dispersion`, distributionOf(likelihood.dispersion));
  return {
    likelihood: { kind: 'pointwise', linear, of: countLikelihood(observed, grid, scale, extraSlot) },
    extraSlot,
  };
}

function requireCounts(observed: Float64Array, panel: Panel, { column, likelihood }: OutcomeSpec): void {
  const at = observed.findIndex((value) => !(Number.isInteger(value) && value >= 0));
  if (at < 0) return;
  throw new StellwerkError(errors.OUTCOME_NOT_COUNT, {
    column,
    value: observed[at]!,
    date: panel.dates[at % panel.dates.length]!,
    likelihood: likelihood.kind,
  });
}

function moneyPerUnit({ value, unit }: OutcomeSpec, panel: Panel): Float64Array | null {
  if (value === null || unit === 'money') return null;
  if ('column' in value) return columnOf(panel, value.column);
  return new Float64Array(panel.outcome.length).fill(value.perUnit);
}
