import { readOptions, type ShopOptions } from './options.js';

const now = new Date('2026-11-24T13:00:00.000Z');
const valid: ShopOptions = { seed: 1, now };

describe('options', () => {
  it('have defaults, and end with the day before now', () => {
    expect(readOptions(valid)).toEqual({
      seed: 1,
      tenant: 'demo',
      people: 3_000,
      historyStart: 20_781 - 7 * 156,
      callsStart: 20_781 - 30,
      end: 20_781,
      without: new Set(),
    });
    expect(new Date(20_781 * 86_400_000).toISOString()).toBe('2026-11-24T00:00:00.000Z');
  });

  it.each<[string, Partial<ShopOptions>, string]>([
    ['seed', { seed: -1 }, 'option "seed" is -1, not a whole number from 0 to 4294967295'],
    ['seed', { seed: 0.5 }, 'option "seed" is 0.5, not a whole number from 0 to 4294967295'],
    ['people', { people: 0 }, 'option "people" is 0, not a whole number from 1 to 200000'],
    ['days', { days: 91 }, 'option "days" is 91, not a whole number from 1 to 90'],
    ['weeks', { weeks: 4 }, 'option "weeks" is 4, not a whole number from 5 to 520'],
    ['now', { now: new Date('soon') }, 'option "now" is no date, not a valid date'],
    ['without', { without: ['Carrier Pigeon'] }, 'option "without" is Carrier Pigeon, not one of Paid Search Generic'],
  ])('refuse a bad %s', (field, given, message) => {
    const read = () => readOptions({ ...valid, ...given });
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'SIM_OPTION_INVALID', field }));
  });
});
