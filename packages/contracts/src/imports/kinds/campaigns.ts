import { calendarDate, flag, identifier, moment, text } from '../field.js';
import { defineImport } from '../kind.js';

export const campaigns = defineImport({
  name: 'campaigns',
  summary: 'Campaigns as marketing knows them.',
  fields: {
    campaign_id: identifier('id in the advertising platform, as links carry it in utm_id', {
      required: true,
      max: 256,
      example: '19283746',
    }),
    name: text('name', { required: true, example: 'Brand search DE' }),
    codes: text('values of utm_campaign that mean it, separated by "|"', { max: 2_048, example: 'brand|brand-de' }),
    channel: text('channel as in the channel rules', { max: 128, example: 'Paid Search' }),
    source: text('as in utm_source', { example: 'google' }),
    medium: text('as in utm_medium', { example: 'cpc' }),
    cost_centre: text('cost centre', { max: 64, example: 'K-4711' }),
    objective: text('what it is for', { max: 128, example: 'sales' }),
    start_day: calendarDate('first day', { example: '2026-01-01' }),
    end_day: calendarDate('last day', { example: '2026-12-31' }),
    changed_at: moment('when it was changed; absent = when the import began'),
    withdrawn: flag('no longer run', { example: 'no' }),
  },
  keys: [['campaign_id']],
  repeats: 'latest',
  becomes: ['campaign.master.v1'],
  effect: 'the master data of the campaign',
});
