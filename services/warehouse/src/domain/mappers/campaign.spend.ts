import { campaignSpend } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { spend } from '../tables.js';
import { dayCell, monthOfDay } from '../values.js';

/** Cost and delivery of a campaign, one row per revision. */
export const campaignSpendMapper = defineMapper(campaignSpend, (payload) => [
  rowOf(
    spend,
    {
      tenant: payload.tenant,
      day: dayCell(payload.day, 'day'),
      channel: payload.channel,
      campaign: payload.campaign,
      geo: payload.geo,
      cost: payload.cost.amount,
      currency: payload.cost.currency,
      impressions: payload.impressions ?? null,
      clicks: payload.clicks ?? null,
      reach: payload.reach ?? null,
      frequency: payload.frequency ?? null,
      revision: payload.revision,
    },
    monthOfDay(payload.day),
  ),
]);
