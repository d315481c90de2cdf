import type { CalibrationSpec } from '../calibration/schema.js';
import type { AdstockKind, SaturationKind } from './kinds.js';

/** Text of a distribution, or a number for a constant. See `distribution.ts`. */
export type Prior = string | number;

/** A specification with nothing left to choose: what `fillDefaults` gives, and what a run stores. */
export interface MmmSpec {
  readonly name: string;
  readonly data: DataSpec;
  /** What media are to explain. */
  readonly outcome: OutcomeSpec;
  /** More outcomes that share carry-over and saturation of the channels with the first, each with effects of its own. */
  readonly furtherOutcomes: readonly FurtherOutcomeSpec[];
  readonly paid: readonly PaidSpec[];
  readonly reachFrequency: readonly ReachFrequencySpec[];
  readonly organic: readonly OrganicSpec[];
  readonly treatments: readonly TreatmentSpec[];
  readonly controls: readonly ControlSpec[];
  readonly price: readonly PriceSpec[];
  readonly promotion: readonly PromotionSpec[];
  readonly holidays: readonly HolidaySpec[];
  readonly seasonality: readonly SeasonalitySpec[];
  readonly baseline: BaselineSpec;
  /** Channels that raise the use of another, such as television and brand search. */
  readonly funnel: readonly FunnelSpec[];
  readonly scaling: ScalingSpec;
  /** Last periods that a first fit does not see; 0 for no such fit. */
  readonly holdout: { readonly periods: number };
  /** What is known from outside the data. */
  readonly calibration: CalibrationSpec;
  readonly sampling: SamplingSpec;
}

export interface DataSpec {
  readonly date: string;
  /** Column of the geo; null for national data. */
  readonly geo: string | null;
  readonly population: string | null;
  readonly currency: string | null;
  readonly grain: 'day' | 'week' | 'auto';
}

export type Likelihood =
  | { readonly kind: 'normal' }
  | { readonly kind: 'student-t'; readonly degrees: Prior }
  | { readonly kind: 'poisson' }
  /** Variance = mean + mean² × dispersion². */
  | { readonly kind: 'negative-binomial'; readonly dispersion: Prior };

export interface OutcomeSpec {
  readonly column: string;
  /** Such as `orders`, or `money` for an outcome in the currency of the data. */
  readonly unit: string;
  /** Money per unit: a column, a constant, or null where the unit is money or no value is known. */
  readonly value: { readonly column: string } | { readonly perUnit: number } | null;
  readonly likelihood: Likelihood;
  /** Noise in units of the scaled outcome; null for counts, which have none of their own. */
  readonly noise: NoiseSpec | null;
}

export interface NoiseSpec {
  readonly sd: Prior;
  readonly by: 'common' | 'geo';
}

export interface FurtherOutcomeSpec extends OutcomeSpec {
  readonly name: string;
  /** Channels that act on it, with the prior of their effect on it. */
  readonly channels: readonly { readonly name: string; readonly effect: EffectSpec }[];
}

export interface AdstockSpec {
  readonly kind: AdstockKind;
  /** Periods that an effect can last beyond its own; the number of weights is one more. */
  readonly maxLag: number;
  /** Whether the weights are divided by their sum. */
  readonly normalise: boolean;
  /** Priors by parameter name; see `kinds.ts`. */
  readonly priors: Readonly<Record<string, Prior>>;
}

export interface SaturationSpec {
  readonly kind: SaturationKind;
  readonly priors: Readonly<Record<string, Prior>>;
}

export interface EffectSpec {
  /**
   * What the prior is about: value per unit of money spent (`roi`), value of the next unit (`mroi`), the share of the outcome
   * (`contribution`), or the plain factor of the transformed media (`coefficient`).
   */
  readonly on: 'roi' | 'mroi' | 'contribution' | 'coefficient';
  readonly prior: Prior;
  /** Periods that ROI, mROI or contribution are meant over, ISO dates, both included; null for all that are fitted. */
  readonly window: { readonly from: string; readonly to: string } | null;
}

export interface GeoEffectsSpec {
  readonly distribution: 'log-normal' | 'normal';
  readonly sd: Prior;
}

export interface TimeVaryingSpec {
  /** Distance of the knots between which the logarithm of the effect runs straight. */
  readonly everyPeriods: number;
  /** Standard deviation of the logarithm of the effect at a knot. */
  readonly sd: Prior;
}

interface ChannelSpec {
  readonly name: string;
  readonly adstock: AdstockSpec;
  readonly saturation: SaturationSpec;
  readonly order: 'adstock-first' | 'saturation-first';
  readonly effect: EffectSpec;
  /** How effects differ between geos; null where they do not. */
  readonly geoEffects: GeoEffectsSpec | null;
  readonly timeVarying: TimeVaryingSpec | null;
}

export interface PaidSpec extends ChannelSpec {
  readonly spend: string;
  /** Impressions, clicks or another measure of exposure; the spend where there is none. */
  readonly exposure: string;
}

/** Saturation acts on the frequency, the result is multiplied by the reach, and carry-over acts on the product. */
export interface ReachFrequencySpec extends Omit<ChannelSpec, 'order'> {
  readonly spend: string;
  readonly reach: string;
  readonly frequency: string;
}

export interface OrganicSpec extends ChannelSpec {
  readonly exposure: string;
}

/** How a linear effect differs between geos: its standard deviation, or null where it does not. */
export type GeoSd = Prior | null;

export interface TreatmentSpec {
  readonly name: string;
  readonly column: string;
  /** `contribution`: the share of the outcome that the treatment adds in all. */
  readonly effect: { readonly on: 'coefficient' | 'contribution'; readonly prior: Prior };
  /** Value at which the treatment adds nothing. */
  readonly without: 'minimum' | 'maximum' | number;
  readonly geoSd: GeoSd;
}

export interface ControlSpec {
  readonly name: string;
  readonly column: string;
  readonly prior: Prior;
  /** What the prior's unit refers to: the column divided by its standard deviation, by its largest size, or as it is. */
  readonly scale: 'standard-deviation' | 'maximum' | 'none';
  readonly geoSd: GeoSd;
}

export interface PriceSpec {
  readonly name: string;
  readonly column: string;
  /** Per cent of the mean outcome per per cent of the price. */
  readonly elasticity: Prior;
  /** Price at which the component is zero. */
  readonly reference: 'median' | 'first' | number;
}

export interface PromotionSpec {
  readonly name: string;
  readonly column: string;
  /** Share of the mean outcome per unit of the column, such as depth of the discount. */
  readonly elasticity: Prior;
}

export interface HolidaySpec {
  readonly name: string;
  /** ISO dates. */
  readonly dates: readonly string[];
  readonly daysBefore: number;
  readonly daysAfter: number;
  readonly prior: Prior;
}

export interface SeasonalitySpec {
  readonly periodDays: number;
  /** Number of pairs of sine and cosine. */
  readonly order: number;
  readonly prior: Prior;
}

export interface BaselineSpec {
  readonly intercept: Prior;
  /** Straight line from 0 at the first to 1 at the last period; null for none. */
  readonly trend: Prior | null;
  /** Level at knots with straight lines between them, in place of the intercept. */
  readonly knots: { readonly count: number | 'auto'; readonly prior: Prior } | null;
  /** Smooth Gaussian process about the intercept in the Hilbert-space approximation. */
  readonly hsgp: HsgpSpec | null;
  /** Level of each geo against the largest; null for none. */
  readonly geo: Prior | null;
}

export interface HsgpSpec {
  readonly kernel: 'squared-exponential' | 'matern52' | 'matern32';
  /** Number of basis functions. */
  readonly functions: number;
  /** Half width of the domain as a multiple of half the length of the data. */
  readonly boundary: number;
  /** Periods over which the level keeps its shape. */
  readonly lengthPeriods: Prior;
  readonly sd: Prior;
}

export interface FunnelSpec {
  /** Name of the paid, reach-and-frequency or organic channel whose exposure is raised. */
  readonly mediator: string;
  /** Channels that raise it, each with the prior of the share of the mediator's exposure that it brings about. */
  readonly channels: readonly { readonly name: string; readonly share: Prior }[];
  readonly noise: { readonly sd: Prior };
}

export interface ScalingSpec {
  /** `maximum`: divided by the largest; `standardise`: per head, less the mean, by the standard deviation. */
  readonly outcome: 'maximum' | 'standardise';
  /** `maximum`: divided by the largest; `median`: per head, by the median of what is not zero. */
  readonly media: 'maximum' | 'median';
}

export interface SamplingSpec {
  readonly chains: number;
  readonly warmup: number;
  readonly draws: number;
  readonly targetAcceptance: number;
  readonly maxTreeDepth: number;
  readonly metric: 'diagonal' | 'dense' | 'low-rank';
  readonly seed: number;
}

/** Every medium of a specification, whatever its kind. */
export type AnyChannel =
  | ({ readonly kind: 'paid' } & PaidSpec)
  | ({ readonly kind: 'reach-frequency' } & ReachFrequencySpec)
  | ({ readonly kind: 'organic' } & OrganicSpec);

/** Paid, reach-and-frequency and organic channels in this order. */
export const channelsOf = (spec: Pick<MmmSpec, 'paid' | 'reachFrequency' | 'organic'>): readonly AnyChannel[] => [
  ...spec.paid.map((channel) => ({ kind: 'paid' as const, ...channel })),
  ...spec.reachFrequency.map((channel) => ({ kind: 'reach-frequency' as const, ...channel })),
  ...spec.organic.map((channel) => ({ kind: 'organic' as const, ...channel })),
];
