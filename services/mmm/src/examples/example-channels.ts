import type { ChannelSummary, CurveSummary, Interval, IntervalSeries } from '../domain/run-summary.js';

/** What an example of a channel is made from. */
export interface ChannelPlan {
  readonly channel: string;
  readonly kind: ChannelSummary['kind'];
  /** Money over all periods. */
  readonly spend: number;
  /** Mean value per unit of money; for an organic channel per unit of `scale`. */
  readonly roi: number;
  /** Standard deviation of the logarithm of the return. */
  readonly spread: number;
  /** Share of the effect that stays from one period to the next. */
  readonly retention: number;
  /** Effect at today's media by the most that is possible. */
  readonly saturation: number;
  /** Share of periods in which the channel runs. */
  readonly active: number;
}

export const examplePlans: readonly ChannelPlan[] = [
  {
    channel: 'TV',
    kind: 'paid',
    spend: 18_400_000,
    roi: 1.62,
    spread: 0.21,
    retention: 0.62,
    saturation: 0.58,
    active: 0.7,
  },
  {
    channel: 'Online-Video',
    kind: 'reach-frequency',
    spend: 6_150_000,
    roi: 1.94,
    spread: 0.24,
    retention: 0.41,
    saturation: 0.36,
    active: 0.85,
  },
  {
    channel: 'Paid Search',
    kind: 'paid',
    spend: 9_720_000,
    roi: 1.31,
    spread: 0.3,
    retention: 0.12,
    saturation: 0.71,
    active: 1,
  },
  {
    channel: 'Paid Social',
    kind: 'paid',
    spend: 7_480_000,
    roi: 1.08,
    spread: 0.28,
    retention: 0.25,
    saturation: 0.49,
    active: 1,
  },
  {
    channel: 'Out of Home',
    kind: 'paid',
    spend: 3_900_000,
    roi: 0.94,
    spread: 0.72,
    retention: 0.48,
    saturation: 0.33,
    active: 0.4,
  },
  {
    channel: 'Display',
    kind: 'paid',
    spend: 5_260_000,
    roi: 0.46,
    spread: 0.34,
    retention: 0.2,
    saturation: 0.66,
    active: 1,
  },
  {
    channel: 'Newsletter',
    kind: 'organic',
    spend: 0,
    roi: 0,
    spread: 0.3,
    retention: 0.15,
    saturation: 0.4,
    active: 1,
  },
];

/** Standard normal quantile at 95 %. */
const z = 1.6448536269514722;

/** Mean and 90 % bounds of a log-normal with this mean and standard deviation of the logarithm. */
export const logNormal = (mean: number, spread: number): Interval => ({
  mean,
  low: mean * Math.exp(-z * spread - spread ** 2 / 2),
  high: mean * Math.exp(z * spread - spread ** 2 / 2),
});

const times = ({ mean, low, high }: Interval, factor: number): Interval => ({
  mean: mean * factor,
  low: low * factor,
  high: high * factor,
});

const organicValue = 4_300_000;

export const contributionOf = (plan: ChannelPlan): Interval =>
  plan.kind === 'organic' ? logNormal(organicValue, plan.spread) : times(logNormal(plan.roi, plan.spread), plan.spend);

/** Derivative of a saturating curve by the mean slope up to today's spend: 1 - saturation for x / (x + k). */
const marginalPart = ({ saturation }: ChannelPlan): number => 1 - saturation;

const arrivalOf = ({ retention }: ChannelPlan): IntervalSeries => {
  const lags = Array.from({ length: 9 }, (_, lag) => lag);
  const arrived = (kept: number) => lags.map((lag) => (1 - kept ** (lag + 1)) / (1 - kept ** lags.length));
  return { mean: arrived(retention), low: arrived(Math.min(0.9, retention * 1.3)), high: arrived(retention * 0.7) };
};

/** A channel's results as a fit would report them. @param outcome total value, @param valuePerUnit money per unit of outcome */
export const exampleChannel = (plan: ChannelPlan, outcome: number): ChannelSummary => {
  const contribution = contributionOf(plan);
  const roi = plan.kind === 'organic' ? null : logNormal(plan.roi, plan.spread);
  const halfLife = Math.log(0.5) / Math.log(plan.retention);
  return {
    channel: plan.channel,
    kind: plan.kind,
    spend: plan.spend,
    roi,
    mroi: roi === null ? null : logNormal(plan.roi * marginalPart(plan), plan.spread * 1.15),
    contribution,
    share: times(contribution, 1 / outcome),
    costPerOutcome: roi === null ? null : { mean: 1 / roi.mean, low: 1 / roi.high, high: 1 / roi.low },
    halfLife: logNormal(halfLife, 0.18),
    carriedOver: { mean: plan.retention, low: plan.retention * 0.8, high: Math.min(0.99, plan.retention * 1.2) },
    arrival: arrivalOf(plan),
    saturation: { mean: plan.saturation, low: plan.saturation * 0.75, high: Math.min(0.98, plan.saturation * 1.22) },
    shift:
      roi === null
        ? null
        : { priorMean: 1.2, priorSd: 0.75, posteriorMean: plan.roi, posteriorSd: plan.roi * plan.spread },
  };
};

const steps = 24;
const furthest = 2;

/** Response curve x / (x + k) through today's value, surer near today's spend than far from it. */
export const exampleCurve = (plan: ChannelPlan): CurveSummary => {
  const today = plan.roi * plan.spend;
  const half = (plan.spend * (1 - plan.saturation)) / plan.saturation;
  const ceiling = today / plan.saturation;
  return {
    channel: plan.channel,
    points: Array.from({ length: steps + 1 }, (_, i) => {
      const spend = (plan.spend * furthest * i) / steps;
      const distance = Math.abs(spend / plan.spend - 1);
      return {
        spend,
        value: logNormal((ceiling * spend) / (spend + half), plan.spread * (1 + 0.3 * distance)),
        marginal: logNormal((ceiling * half) / (spend + half) ** 2, plan.spread * (1.1 + 0.4 * distance)),
      };
    }),
  };
};
