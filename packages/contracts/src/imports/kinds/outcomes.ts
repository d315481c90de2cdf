import { calendarDate, count, currencyCode, number, text } from '../field.js';
import { defineImport } from '../kind.js';

export const outcomes = defineImport({
  name: 'outcomes',
  summary: 'Daily sums that did not come through tracking: orders, revenue, visits of stores, history.',
  fields: {
    day: calendarDate("day in the tenant's time zone", { required: true }),
    geo: text('region as the tenant names it', { required: true, max: 64, example: 'BY' }),
    outcome: text('what was measured', { required: true, max: 64, example: 'revenue' }),
    value: number('how much', { required: true, negative: true, example: '18230.40' }),
    currency: currencyCode('currency where the outcome is money; absent = a plain number'),
    revision: count('number of the correction, where the report counts them; absent = counted here', { example: '1' }),
  },
  keys: [['day', 'geo', 'outcome']],
  repeats: 'latest',
  becomes: ['outcome.reported.v1'],
  effect: 'an outcome in `curated.outcomes`; a corrected row is the next revision',
});
