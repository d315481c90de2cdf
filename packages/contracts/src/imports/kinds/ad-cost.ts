import { amount, calendarDate, count, currencyCode, number, text } from '../field.js';
import { defineImport } from '../kind.js';

export const adCost = defineImport({
  name: 'ad-cost',
  summary: 'What campaigns cost and delivered per day and region: reports of advertising platforms.',
  fields: {
    day: calendarDate("day in the tenant's time zone", { required: true }),
    channel: text('channel as in the channel rules', { required: true, max: 128, example: 'Paid Search' }),
    campaign: text('campaign', { required: true, example: 'brand' }),
    geo: text('region as the tenant names it; a constant such as "all" where the report knows none', {
      required: true,
      max: 64,
      example: 'BY',
    }),
    cost: amount('what was spent', { required: true, example: '412.50' }),
    currency: currencyCode(),
    impressions: count('times shown', { example: '20400' }),
    clicks: count('clicks', { example: '610' }),
    reach: count('persons reached', { example: '15200' }),
    frequency: number('contacts per person reached', { example: '1.34' }),
    revision: count('number of the correction, where the report counts them; absent = counted here', { example: '1' }),
  },
  keys: [['day', 'channel', 'campaign', 'geo']],
  repeats: 'latest',
  becomes: ['campaign.spend.v1'],
  effect: 'spend in `curated.spend_current`; a corrected row is the next revision',
});
