import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../../errors.js';

/** What is reported of a channel, as columns of the table. */
export const METRICS = ['spend', 'impressions', 'clicks', 'reach', 'frequency'] as const;
export type Metric = (typeof METRICS)[number];

/** Columns that every tenant has. */
export const FIXED = {
  date: 'date',
  geo: 'geo',
  currency: 'currency',
  /** Mean over products of the price by the product's mean price. */
  priceIndex: 'price_index',
  /** Share of products with a reduced price, 0..1. */
  promotionShare: 'promotion_share',
  /** Mean reduction over all products, 0..1. */
  discount: 'discount',
  /** 1 on such a day; the share of geos where they are together. */
  holiday: 'holiday',
  schoolBreak: 'school_break',
  event: 'event',
} as const;

/** `Paid Search Generic` → `paid_search_generic`. */
export const columnPart = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');

export const channelColumn = (channel: string, metric: Metric): string => `${columnPart(channel)}_${metric}`;

/** Money per order: `revenue_per_orders` for revenue and orders. */
export const ratioColumn = (money: string, outcome: string): string =>
  `${columnPart(money)}_per_${columnPart(outcome)}`;

/** @throws StellwerkError MMM_CHANNEL_NAMES_COLLIDE */
export function checkChannelNames(channels: readonly string[]): void {
  const known = new Map<string, string>();
  for (const channel of channels) {
    const column = columnPart(channel);
    const first = known.get(column);
    if (first !== undefined) throw new StellwerkError(errors.CHANNEL_NAMES_COLLIDE, { first, second: channel, column });
    known.set(column, channel);
  }
}
