import { createMarket, type Market } from './market/market.js';
import { readOptions, type ShopOptions, type ShopSettings } from './options.js';
import { amountOf, basketOf } from './people/basket.js';
import { runCourse } from './people/course.js';
import { createPerson } from './people/person.js';
import { channelNames } from './world/channels.js';

/** What a channel caused in the simulated days: orders and revenue that are lost when the same shop runs without it. */
export interface ChannelTruth {
  readonly channel: string;
  readonly incrementalOrders: number;
  /** Euro as decimal text. */
  readonly incrementalRevenue: string;
  /** The part of people who allow analytics: all that tracking, and so attribution, can see. */
  readonly tracked: { readonly incrementalOrders: number; readonly incrementalRevenue: string };
}

interface Totals {
  orders: number;
  cents: number;
  trackedOrders: number;
  trackedCents: number;
}

/**
 * The counterfactual truth of every channel, in the order of `channelNames`. The channel never ran, before the simulated days
 * neither: effects of earlier contacts count, effects that fall after the last day do not. Channels saturate on their own, so
 * figures add up to what all of them together cause but for days on which two channels persuaded the same person.
 */
export function truth(options: Omit<ShopOptions, 'without'>): ChannelTruth[] {
  const settings = readOptions(options);
  const market = createMarket(settings, settings.callsStart);
  const withAll = totals(settings, market, null);
  return channelNames.map((channel) => {
    const without = totals(settings, market, channel);
    return {
      channel,
      incrementalOrders: withAll.orders - without.orders,
      incrementalRevenue: amountOf(withAll.cents - without.cents),
      tracked: {
        incrementalOrders: withAll.trackedOrders - without.trackedOrders,
        incrementalRevenue: amountOf(withAll.trackedCents - without.trackedCents),
      },
    };
  });
}

function totals({ people, callsStart: start, end }: ShopSettings, market: Market, removed: string | null): Totals {
  const isOn = channelNames.map((name) => name !== removed);
  const sums: Totals = { orders: 0, cents: 0, trackedOrders: 0, trackedCents: 0 };
  for (let id = 0; id < people; id++) {
    const person = createPerson(market.draw, id);
    for (const day of runCourse(person, market, { start, end }, isOn).orderDays) {
      const { totalCents } = basketOf(market.draw, id, day);
      sums.orders += 1;
      sums.cents += totalCents;
      if (!person.analyticsConsent) continue;
      sums.trackedOrders += 1;
      sums.trackedCents += totalCents;
    }
  }
  return sums;
}
