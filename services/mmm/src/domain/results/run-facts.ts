import { type Panel, sizeOf } from '../panel.js';
import { type Distribution, distributionOf } from '../spec/distribution.js';
import { channelsOf, type EffectSpec, type MmmSpec } from '../spec/mmm-spec.js';

/** What results need to know of a channel beside its effect. */
export interface ChannelFacts {
  readonly channel: string;
  readonly kind: 'paid' | 'reach-frequency' | 'organic';
  /** Column of media, or of reach. */
  readonly media: string;
  /** Money per cell; null for an organic channel. */
  readonly spend: Float64Array | null;
  /** Prior on the return; null where the prior is on something else. */
  readonly roiPrior: Distribution | null;
}

/** Channels of a specification with their money in a panel. */
export function channelFacts(spec: MmmSpec, panel: Panel): readonly ChannelFacts[] {
  return channelsOf(spec).map((channel) => ({
    channel: channel.name,
    kind: channel.kind,
    media: channel.kind === 'reach-frequency' ? channel.reach : channel.exposure,
    spend: channel.kind === 'organic' ? null : (panel.columns.get(channel.spend) ?? null),
    roiPrior: channel.kind === 'organic' ? null : roiPriorOf(channel.effect),
  }));
}

/** A prior on part of the periods says nothing about the whole, and a constant leaves nothing to learn. */
function roiPriorOf({ on, prior, window }: EffectSpec): Distribution | null {
  if (on !== 'roi' || window !== null) return null;
  const distribution = distributionOf(prior);
  return distribution.family === 'Constant' ? null : distribution;
}

/** Columns of controls of a specification. */
export const controlColumns = (spec: MmmSpec): readonly string[] => spec.controls.map(({ column }) => column);

/** Money per unit of outcome in each cell; 1 where the outcome is money itself or has no known value. */
export function valueOfCells(panel: Panel): Float64Array {
  return panel.valuePerUnit ?? new Float64Array(sizeOf(panel)).fill(1);
}

export function sumOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Sum of products, cell by cell. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
