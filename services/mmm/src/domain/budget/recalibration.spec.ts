import { dueToday } from './recalibration.js';

const rule = { everyDays: 28, testEveryDays: 180 };
const state = { fittedUntil: '2026-11-01', lastTest: new Map([['tv', '2026-10-01']]), hasDrifted: false };

describe('the schedule of recalibration', () => {
  it.each([
    ['nothing', rule, state, '2026-11-20', []],
    ['a refit by age', rule, state, '2026-11-29', [{ what: 'refit', reason: 'age', days: 28 }]],
    [
      'a refit by drift',
      rule,
      { ...state, hasDrifted: true },
      '2026-11-20',
      [{ what: 'refit', reason: 'drift', days: 19 }],
    ],
    [
      'the first fit',
      rule,
      { ...state, fittedUntil: null },
      '2026-11-20',
      [{ what: 'refit', reason: 'never', days: Number.POSITIVE_INFINITY }],
    ],
    [
      'the first test of a channel',
      rule,
      { ...state, lastTest: new Map() },
      '2026-11-20',
      [{ what: 'test', channel: 'tv', reason: 'never', days: Number.POSITIVE_INFINITY }],
    ],
    ['no test where none is asked for', { everyDays: 28 }, { ...state, lastTest: new Map() }, '2026-11-20', []],
  ])('%s', (_title, given, now, today, expected) => {
    expect(dueToday(given, ['tv'], now, today)).toEqual(expected);
  });
});
