import { channelsToTest, dueToday } from './recalibration.js';

const rule = { everyDays: 28, testEveryDays: 180 };
const state = { fittedUntil: '2026-11-01', hasDrifted: false };

describe('the schedule of recalibration', () => {
  it.each([
    ['nothing', state, '2026-11-20', null],
    ['a refit by age', state, '2026-11-29', { reason: 'age', days: 28 }],
    ['a refit by drift', { ...state, hasDrifted: true }, '2026-11-20', { reason: 'drift', days: 19 }],
    [
      'the first fit',
      { ...state, fittedUntil: null },
      '2026-11-20',
      { reason: 'never', days: Number.POSITIVE_INFINITY },
    ],
  ])('asks for %s', (_title, now, today, expected) => {
    expect(dueToday(rule, now, today)).toEqual(expected);
  });

  const tests = [
    { channel: 'tv', to: '2026-10-01' },
    { channel: 'tv', to: '2025-01-01' },
    { channel: 'search', to: '2026-05-24' },
  ];

  it.each([
    ['channels without a test, and those whose last is too old', rule, ['search', 'radio']],
    ['none where it names no interval', { everyDays: 28 }, []],
  ])('asks for tests of %s', (_title, given, expected) => {
    expect(channelsToTest(given, ['tv', 'search', 'radio'], tests, '2026-11-20')).toEqual(expected);
  });
});
