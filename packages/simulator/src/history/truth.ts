import { DAY_MS } from '../days.js';
import { amountOf } from '../people/basket.js';
import type { Shop } from '../shop.js';
import { channels } from '../world/channels.js';
import { geos } from '../world/geos.js';
import { extraOrdersPerPerson, salesOf } from './outcomes.js';
import { spendHistory } from './spend.js';

/** What a channel caused over the whole history, as a marketing mix model should find it. */
export interface HistoryTruth {
  readonly channel: string;
  /** Expected, therefore with a fraction. */
  readonly incrementalOrders: number;
  /** Euro as decimal text: orders at the average value of all orders of the history. */
  readonly incrementalRevenue: string;
  /** Euro as decimal text. */
  readonly spend: string;
}

/** Days since 1970-01-01; `to` is exclusive. */
export interface TruthDays {
  readonly from: number;
  readonly to: number;
}

/**
 * Planted contribution of every channel: Σ people × β·Hill(A) over days and geos, in the order of `channelNames`.
 * @param days part of the history; absent = all of it
 */
export function historyTruth(shop: Shop, days?: TruthDays): HistoryTruth[] {
  const { historyStart, end } = shop.settings;
  const [first, last] = [Math.max(historyStart, days?.from ?? historyStart), Math.min(end, days?.to ?? end)];
  const caused = channels.map(() => 0);
  let [orders, cents] = [0, 0];
  for (let day = first; day < last; day++) {
    for (let geo = 0; geo < geos.length; geo++) {
      const sales = salesOf(shop, geo, day);
      orders += sales.orders;
      cents += sales.cents;
      const people = shop.peopleByGeo[geo] ?? 0;
      for (let channel = 0; channel < channels.length; channel++) {
        caused[channel] = (caused[channel] as number) + people * extraOrdersPerPerson(shop, channel, geo, day);
      }
    }
  }
  const centsPerOrder = orders === 0 ? 0 : cents / orders;
  const spentCents = new Map<string, number>();
  for (const { channel, cost, day } of spendHistory(shop)) {
    const at = Date.parse(day) / DAY_MS;
    if (at < first || at >= last) continue;
    spentCents.set(channel, (spentCents.get(channel) ?? 0) + Math.round(Number(cost.amount) * 100));
  }
  return channels.map(({ name }, channel) => ({
    channel: name,
    incrementalOrders: caused[channel] as number,
    incrementalRevenue: amountOf((caused[channel] as number) * centsPerOrder),
    spend: amountOf(spentCents.get(name) ?? 0),
  }));
}
