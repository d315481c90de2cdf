import { currency, day, decimal, identityKey, instant, slug, uuid } from './common.js';

const cases = {
  slug: {
    schema: slug,
    fits: ['a', 'demo', 'a-1', 'a'.repeat(63)],
    not: ['', '-a', 'A', 'a_b', 'a'.repeat(64), 'a\n'],
  },
  instant: {
    schema: instant,
    fits: ['2026-11-24T10:00:00.000Z'],
    not: ['2026-11-24T10:00:00Z', '2026-11-24T10:00:00.000+01:00', '2026-11-24 10:00:00.000', ''],
  },
  day: { schema: day, fits: ['2026-11-24'], not: ['2026-11-24T00:00:00.000Z', '24.11.2026', '2026-1-1'] },
  uuid: {
    schema: uuid,
    fits: ['0d9c8a52-6f1b-5b0e-9a44-2f6f6f6f0001'],
    not: ['0D9C8A52-6F1B-5B0E-9A44-2F6F6F6F0001', '0d9c8a526f1b5b0e9a442f6f6f6f0001'],
  },
  decimal: {
    schema: decimal,
    fits: ['0', '-1', '119.80', `${'9'.repeat(26)}.${'9'.repeat(12)}`],
    not: ['', '.5', '1.', '1e3', '1,5', '+1', `${'9'.repeat(27)}`, `0.${'1'.repeat(13)}`, 'NaN'],
  },
  currency: { schema: currency, fits: ['EUR'], not: ['eur', 'EURO', '€'] },
  identityKey: {
    schema: identityKey,
    fits: [`device:${'0a'.repeat(16)}`, `customer:${'f'.repeat(32)}`],
    not: [
      `phone:${'0'.repeat(32)}`,
      `device:${'0'.repeat(31)}`,
      `device:${'G'.repeat(32)}`,
      'device:anna@shop.example',
    ],
  },
};

const rows = (pick: 'fits' | 'not') =>
  Object.entries(cases).flatMap(([name, entry]) => entry[pick].map((value) => [name, value, entry.schema] as const));

describe('common fields', () => {
  it.each(rows('fits'))('%s accepts "%s"', (_name, value, schema) => {
    expect(schema.safeParse(value).success).toBe(true);
  });

  it.each(rows('not'))('%s refuses "%s"', (_name, value, schema) => {
    expect(schema.safeParse(value).success).toBe(false);
  });
});
