import { campaignMaster } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { rowOf } from '../table.js';
import { campaigns } from '../tables.js';
import { dayCell, instantCell } from '../values.js';

/** What is known of a campaign now. */
export const campaignMasterMapper = defineMapper(campaignMaster, (payload) => [
  rowOf(campaigns, {
    tenant: payload.tenant,
    campaign_id: payload.campaignId,
    name: payload.name,
    codes: payload.codes ?? [],
    channel: payload.channel ?? '',
    source: payload.source ?? '',
    medium: payload.medium ?? '',
    cost_centre: payload.costCentre ?? '',
    objective: payload.objective ?? '',
    start_day: payload.startDay === undefined ? null : dayCell(payload.startDay, 'startDay'),
    end_day: payload.endDay === undefined ? null : dayCell(payload.endDay, 'endDay'),
    changed_at: instantCell(payload.changedAt, 'changedAt'),
    is_withdrawn: payload.withdrawn ?? false,
  }),
]);
