import { calendarDate, choice, text } from '../field.js';
import { defineImport } from '../kind.js';

export const calendar = defineImport({
  name: 'calendar',
  summary: 'Days that are special in a region.',
  fields: {
    day: calendarDate('day', { required: true, example: '2026-10-03' }),
    geo: text('region as the tenant names it', { required: true, max: 64, example: 'BY' }),
    kind: choice(['holiday', 'school-break', 'event'], 'what kind of day', { required: true }),
    name: text('name of the day', { required: true, max: 128, example: 'Tag der Deutschen Einheit' }),
  },
  keys: [['day', 'geo', 'kind', 'name']],
  repeats: 'latest',
  becomes: ['calendar.day.v1'],
  effect: 'a day in `curated.calendar`',
});
