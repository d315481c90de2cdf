import type { Interval } from '../run-summary.js';

/** One channel as attribution and as the model see it. */
export interface ChannelViews {
  readonly channel: string;
  /** Outcome that attribution credits. */
  readonly attributed: number;
  /** Outcome that the model says was caused. */
  readonly modelled: Interval;
}

export interface AttributionAgreement {
  /** ½ KL(p‖m) + ½ KL(q‖m) of the shares of the channels, m their mean; natural logarithm, 0..log 2. */
  readonly jensenShannon: number;
  readonly channels: readonly {
    readonly channel: string;
    /** Caused by credited: what credit must be multiplied by. */
    readonly factor: number;
    /** Whether the credit lies inside the model's 90 % interval. */
    readonly agrees: boolean;
  }[];
}

/** How far attribution and model differ. Attribution describes, the model estimates what was caused: a difference is no error. */
export function compareWithAttribution(views: readonly ChannelViews[]): AttributionAgreement {
  const shares = (values: readonly number[]) => {
    const positive = values.map((value) => Math.max(0, value));
    const total = positive.reduce((sum, value) => sum + value, 0);
    return positive.map((value) => (total > 0 ? value / total : 0));
  };
  const p = shares(views.map(({ attributed }) => attributed));
  const q = shares(views.map(({ modelled }) => modelled.mean));
  const middle = p.map((share, index) => (share + (q[index] ?? 0)) / 2);
  return {
    jensenShannon: (divergence(p, middle) + divergence(q, middle)) / 2,
    channels: views.map(({ channel, attributed, modelled }) => ({
      channel,
      factor: modelled.mean / attributed,
      agrees: attributed >= modelled.low && attributed <= modelled.high,
    })),
  };
}

/** Kullback-Leibler divergence; 0 log 0 = 0. */
const divergence = (p: readonly number[], q: readonly number[]): number =>
  p.reduce((sum, share, index) => sum + (share > 0 ? share * Math.log(share / (q[index] ?? 0)) : 0), 0);
