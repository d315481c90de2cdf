import {
  numberWithin,
  parseCurrency,
  parseDays,
  parseFactor,
  parseHours,
  parseInstant,
  parseName,
  parseRegion,
  parseTimezone,
  parseUuid,
  wholeNumber,
} from './options.js';

describe('options', () => {
  it.each<[parse: (text: string) => string, text: string]>([
    [parseCurrency, 'CHF'],
    [parseTimezone, 'Europe/Zurich'],
    [parseTimezone, 'UTC'],
    [parseRegion, 'DE'],
    [parseRegion, 'US-CA'],
    [parseRegion, 'EEA'],
  ])('take what exists: %#', (parse, text) => {
    expect(parse(text)).toBe(text);
  });

  it.each([
    ['12h', 0.5],
    ['168h', 7],
    ['30d', 30],
    ['1.5d', 1.5],
    ['4w', 28],
  ])('read the span %s as %d days', (text, days) => {
    expect(parseDays(text)).toBe(days);
    expect(parseHours(text)).toBe(days * 24);
  });

  it.each(['', '30', '0d', '-1d', '1m', '1 d', 'd', '1e3d', '9999999999d'])('refuse the span "%s"', (text) => {
    expect(() => parseDays(text)).toThrow('give a span such as 12h, 30d or 4w');
  });

  it.each([
    ['2026-11-24', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T10:00Z', '2026-11-24T10:00:00.000Z'],
    ['2026-11-24T10:00:00.5+01:00', '2026-11-24T09:00:00.500Z'],
  ])('read the instant %s as %s', (text, instant) => {
    expect(parseInstant('--from', text)).toBe(instant);
  });

  it.each(['', '5', 'yesterday', '24.11.2026', '11/24/2026', '2026-13-01', '2026-11-24T10:00:00', '2026-11-24 10:00Z'])(
    'refuse the instant "%s", which says not when, or not in which time zone',
    (text) => {
      expect(() => parseInstant('--from', text)).toThrow(
        expect.objectContaining({
          code: 'CLI_OPTION_INVALID',
          message: expect.stringContaining('--from: give a date'),
        }),
      );
    },
  );

  it.each([
    [wholeNumber(1, 4), '9', 'give a whole number from 1 to 4'],
    [wholeNumber(1, 4), '1.5', 'give a whole number from 1 to 4'],
    [numberWithin(0, 1), '-0.1', 'give a number from 0 to 1'],
    [numberWithin(0, 1), ' ', 'give a number from 0 to 1'],
    [numberWithin(0, 1), 'half', 'give a number from 0 to 1'],
    [parseFactor, '0', 'give a number above 0, at most 1'],
    [parseCurrency, 'Franken', 'ISO 4217'],
    [parseCurrency, 'XXY', 'ISO 4217'],
    [parseTimezone, 'Mars/Phobos', 'IANA'],
    [parseRegion, 'Germany', 'ISO 3166'],
    [parseUuid, '7', 'as the list prints it'],
    [parseName, 'Demo!', 'lower-case letters'],
  ])('are refused with what to give instead: %#', (parse, text, message) => {
    expect(() => parse(text)).toThrow(message);
  });
});
