import type { outcomeReported, PayloadOf } from '@stellwerk/contracts';
import { isoDay } from '../days.js';
import type { Sales } from '../ledger.js';
import { DECISIONS_PER_PERSON_DAY, ORDERS_PER_DECISION } from '../market/demand.js';
import { amountOf, basketOf } from '../people/basket.js';
import { poisson, purposes } from '../random.js';
import type { Shop } from '../shop.js';
import { channels } from '../world/channels.js';
import { geos } from '../world/geos.js';

export type OutcomePayload = PayloadOf<typeof outcomeReported>;

/** Buyers of the history have ids beyond those of the simulated people. */
const FIRST_PAST_BUYER = 1_000_000;
const BUYERS_PER_GEO_DAY = 100_000;

/**
 * Orders and revenue per day and geo from the shop's own books, oldest first: all orders, also those of people who refuse
 * analytics. Days of single calls count the simulated orders; days before are Poisson around `expectedOrders`.
 */
export function* outcomeHistory(shop: Shop): Generator<OutcomePayload> {
  const { tenant, historyStart, end } = shop.settings;
  for (let day = historyStart; day < end; day++) {
    for (const [geo, { code }] of geos.entries()) {
      const { orders, cents } = salesOf(shop, geo, day);
      const row = { tenant, day: isoDay(day), geo: code, revision: 1 };
      yield { ...row, outcome: 'orders', value: String(orders) };
      yield { ...row, outcome: 'revenue', value: amountOf(cents), currency: 'EUR' };
    }
  }
}

/** Expected orders of a geo and day: people × (decisions × buying share × demand + Σ_c β_c·Hill(A_c)). */
export function expectedOrders(shop: Shop, geo: number, day: number): number {
  const base = DECISIONS_PER_PERSON_DAY * ORDERS_PER_DECISION * shop.market.demand.of(geo, day);
  const extra = channels.reduce((sum, _, channel) => sum + extraOrdersPerPerson(shop, channel, geo, day), 0);
  return (shop.peopleByGeo[geo] ?? 0) * (base + extra);
}

/** Expected orders that a channel causes per person in a geo on a day; 0 where it never ran. */
export function extraOrdersPerPerson({ settings, market }: Shop, channel: number, geo: number, day: number): number {
  const name = channels[channel]?.name ?? '';
  return settings.without.has(name) ? 0 : market.media.extraOrders(channel, geo, day);
}

/** Orders and revenue of a geo and day. */
export function salesOf(shop: Shop, geo: number, day: number): Sales {
  const { settings, market, ledger } = shop;
  if (day >= settings.callsStart) return ledger.sales(geo, day);
  const { draw } = market;
  const orders = poisson(
    expectedOrders(shop, geo, day),
    draw(purposes.pastOrders, geo, day, 0),
    draw(purposes.pastOrders, geo, day, 1),
  );
  const firstBuyer = FIRST_PAST_BUYER + geo * BUYERS_PER_GEO_DAY;
  const cents = Array.from({ length: orders }, (_, buyer) => basketOf(draw, firstBuyer + buyer, day).totalCents);
  return { orders, cents: cents.reduce((sum, amount) => sum + amount, 0) };
}
