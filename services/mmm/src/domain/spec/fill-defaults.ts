import { fillCalibration } from '../calibration/schema.js';
import { type Panel, sizeOf } from '../panel.js';
import { defaultHoldout } from '../results/fit-quality.js';
import { channelDefaults } from './channel-defaults.js';
import type { BaselineSpec, Likelihood, MmmSpec, OutcomeSpec, Prior } from './mmm-spec.js';
import type { SpecInput } from './schema.js';

type Given<T> = Exclude<T, undefined | null>;

/** Normal with the variance of Laplace(0, 1), PyMC-Marketing's prior of seasonality, so that its coefficients can be integrated out. */
const LIKE_LAPLACE = `Normal(0, ${Math.SQRT2})`;

/**
 * The specification with nothing left to choose. Defaults are those of Meridian for data by geo, of PyMC-Marketing for national data
 * (`docs/guides/media-mix-model.md` lists both, with what differs and why). The outcome's total is read where no value of a unit is known: the
 * prior on ROI then follows from a prior on what media contribute in all.
 */
export function fillDefaults(input: SpecInput, panel: Panel): MmmSpec {
  const geo = panel.geos.length > 1;
  const linear: Prior = geo ? 'Normal(0, 5)' : 'Normal(0, 2)';
  const channel = channelDefaults(input, panel);
  const geoSd = (given: Prior | null | undefined) => (!geo ? null : given === undefined ? 'HalfNormal(5)' : given);
  const outcome = fillOutcome(input.outcome, geo);
  return {
    name: input.name ?? 'media mix',
    data: {
      date: input.data.date,
      geo: input.data.geo ?? null,
      population: input.data.population ?? null,
      currency: input.data.currency ?? panel.currency,
      grain: input.data.grain ?? 'auto',
    },
    outcome,
    furtherOutcomes: (input.furtherOutcomes ?? []).map((further) => ({
      name: further.name,
      ...fillOutcome(further, geo),
      channels: further.channels.map(({ name, effect }) => ({
        name,
        effect: {
          on: effect?.on ?? 'contribution',
          prior: effect?.prior ?? (effect?.on === 'coefficient' ? 'HalfNormal(2)' : 'Beta(1, 9)'),
          window: effect?.window ?? null,
        },
      })),
    })),
    paid: (input.paid ?? []).map(channel.paid),
    reachFrequency: (input.reachFrequency ?? []).map(channel.reachFrequency),
    organic: (input.organic ?? []).map(channel.organic),
    treatments: (input.treatments ?? []).map((given) => ({
      name: given.name ?? given.column,
      column: given.column,
      effect: {
        on: given.effect?.on ?? 'coefficient',
        prior: given.effect?.prior ?? (given.effect?.on === 'contribution' ? 'TruncatedNormal(0, 0.1, -1, 1)' : linear),
      },
      without: given.without ?? 'minimum',
      geoSd: geoSd(given.geoSd),
    })),
    controls: (input.controls ?? []).map((given) => ({
      name: given.name ?? given.column,
      column: given.column,
      prior: given.prior ?? linear,
      scale: given.scale ?? 'standard-deviation',
      geoSd: geoSd(given.geoSd),
    })),
    price: (input.price ?? []).map((given) => ({
      name: given.name ?? given.column,
      column: given.column,
      elasticity: given.elasticity ?? 'Normal(-1, 1.5)',
      reference: given.reference ?? 'median',
    })),
    promotion: (input.promotion ?? []).map((given) => ({
      name: given.name ?? given.column,
      column: given.column,
      elasticity: given.elasticity ?? 'Normal(0, 1)',
    })),
    holidays: (input.holidays ?? []).map((given) => ({
      name: given.name,
      dates: given.dates,
      daysBefore: given.daysBefore ?? 0,
      daysAfter: given.daysAfter ?? 0,
      prior: given.prior ?? linear,
    })),
    seasonality: (input.seasonality ?? []).map((given) => ({
      periodDays: given.periodDays ?? 365.25,
      order: given.order,
      prior: given.prior ?? LIKE_LAPLACE,
    })),
    baseline: fillBaseline(input.baseline, geo, panel),
    funnel: (input.funnel ?? []).map((given) => ({
      mediator: given.mediator,
      channels: given.channels.map(({ name, share }) => ({ name, share: share ?? 'Beta(1, 9)' })),
      noise: { sd: given.noise?.sd ?? noiseSd(geo) },
    })),
    scaling: {
      outcome: input.scaling?.outcome ?? (geo ? 'standardise' : 'maximum'),
      media: input.scaling?.media ?? (geo ? 'median' : 'maximum'),
    },
    holdout: { periods: input.holdout?.periods ?? defaultHoldout(panel) },
    calibration: fillCalibration(input.calibration),
    sampling: {
      chains: input.sampling?.chains ?? 4,
      warmup: input.sampling?.warmup ?? 1_000,
      draws: input.sampling?.draws ?? 1_000,
      targetAcceptance: input.sampling?.targetAcceptance ?? 0.9,
      maxTreeDepth: input.sampling?.maxTreeDepth ?? 10,
      metric: input.sampling?.metric ?? 'diagonal',
      seed: input.sampling?.seed ?? 1,
    },
  };
}

const noiseSd = (geo: boolean): Prior => (geo ? 'HalfNormal(5)' : 'HalfNormal(2)');

function fillOutcome(given: SpecInput['outcome'], geo: boolean): OutcomeSpec {
  const likelihood = fillLikelihood(given.likelihood);
  const counts = likelihood.kind === 'poisson' || likelihood.kind === 'negative-binomial';
  return {
    column: given.column,
    unit: given.unit,
    value: given.value ?? null,
    likelihood,
    noise: counts ? null : { sd: given.noise?.sd ?? noiseSd(geo), by: given.noise?.by ?? 'common' },
  };
}

function fillLikelihood(given: SpecInput['outcome']['likelihood'] = 'normal'): Likelihood {
  const full = typeof given === 'string' ? { kind: given } : given;
  switch (full.kind) {
    case 'normal':
    case 'poisson':
      return { kind: full.kind };
    case 'student-t':
      return { kind: full.kind, degrees: ('degrees' in full ? full.degrees : undefined) ?? '1 + Gamma(2, 0.1)' };
    case 'negative-binomial':
      return { kind: full.kind, dispersion: ('dispersion' in full ? full.dispersion : undefined) ?? 'HalfNormal(0.5)' };
  }
}

function fillBaseline(given: SpecInput['baseline'], geo: boolean, panel: Panel): BaselineSpec {
  const level: Prior = geo ? 'Normal(0, 5)' : 'Normal(0, 2)';
  const { trend, hsgp } = given ?? {};
  const smooth = hsgp ?? null;
  // A smooth level takes the place of knots; with neither stated, data by geo have knots.
  const knots = given?.knots === undefined ? (geo && smooth === null ? 'auto' : null) : given.knots;
  return {
    intercept: given?.intercept ?? level,
    trend: trend === true ? level : trend === false ? null : (trend ?? null),
    knots: knots === null ? null : fillKnots(knots, level),
    hsgp: smooth === null ? null : fillHsgp(smooth, panel),
    geo: geo ? (given?.geo === undefined ? level : given.geo) : null,
  };
}

const fillKnots = (given: Given<Given<SpecInput['baseline']>['knots']>, prior: Prior) =>
  typeof given === 'object' ? { count: given.count ?? 'auto', prior: given.prior ?? prior } : { count: given, prior };

function fillHsgp(given: Given<Given<SpecInput['baseline']>['hsgp']>, panel: Panel) {
  const periods = sizeOf(panel) / panel.geos.length;
  return {
    kernel: given.kernel ?? 'matern52',
    functions: given.functions ?? Math.max(3, Math.min(200, Math.round(periods / 6))),
    boundary: given.boundary ?? 1.5,
    lengthPeriods: given.lengthPeriods ?? `LogNormal(${Math.log(periods / 6).toFixed(4)}, 0.7)`,
    sd: given.sd ?? 'Exponential(1)',
  } as const;
}
