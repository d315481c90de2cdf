import type { campaignSpend, PayloadOf } from '@stellwerk/contracts';
import { isoDay } from '../days.js';
import type { Delivery } from '../ledger.js';
import { amountOf } from '../people/basket.js';
import { poisson, purposes } from '../random.js';
import type { Shop } from '../shop.js';
import { type Channel, channels, isPaid } from '../world/channels.js';
import { geos } from '../world/geos.js';

export type SpendPayload = PayloadOf<typeof campaignSpend>;

/** How far impressions of a day stray from their mean, to both sides. */
const IMPRESSIONS_SPREAD = 0.15;

/**
 * Spend and delivery of every paid channel per day and geo, oldest first: for the days of single calls what those people met, for
 * the days before what the media plan delivers. Days without delivery have no row.
 */
export function* spendHistory(shop: Shop): Generator<SpendPayload> {
  const { tenant, historyStart, end, without } = shop.settings;
  for (let day = historyStart; day < end; day++) {
    for (const [channel, { name, campaign, ...costs }] of channels.entries()) {
      if (!isPaid(costs) || campaign === null || without.has(name)) continue;
      for (const [geo, { code }] of geos.entries()) {
        const { reach, clicks, impressions } = deliveryOf(shop, channel, geo, day);
        if (reach === 0) continue;
        const cents = Math.round(
          clicks * costs.costPerClick * 100 + (impressions * costs.costPerThousandImpressions) / 10,
        );
        yield {
          tenant,
          day: isoDay(day),
          channel: name,
          campaign: campaign.name,
          geo: code,
          cost: { amount: amountOf(cents), currency: 'EUR' },
          impressions,
          clicks,
          reach,
          frequency: (impressions / reach).toFixed(4),
          revision: 1,
        };
      }
    }
  }
}

function deliveryOf(shop: Shop, channel: number, geo: number, day: number): Delivery {
  const { market, settings, ledger } = shop;
  if (day >= settings.callsStart) return ledger.delivery(channel, geo, day);
  const { clickShare, impressionsPerContact } = channels[channel] as Channel;
  const { draw } = market;
  const cell = channel * geos.length + geo;
  const expected = (shop.peopleByGeo[geo] ?? 0) * market.media.pressure(channel, geo, day);
  const reach = poisson(expected, draw(purposes.pastContacts, cell, day, 0), draw(purposes.pastContacts, cell, day, 1));
  const clicks =
    clickShare === 1
      ? reach
      : poisson(reach * clickShare, draw(purposes.pastClicks, cell, day, 0), draw(purposes.pastClicks, cell, day, 1));
  const spread = 1 + IMPRESSIONS_SPREAD * (2 * draw(purposes.pastImpressions, cell, day) - 1);
  const impressions = Math.max(reach, Math.round(reach * impressionsPerContact * spread));
  return { reach, clicks: Math.min(clicks, reach), impressions };
}
