import type { PlanQuestion } from '../budget/planner.js';
import { planOptions } from './plan-command.js';

const question: PlanQuestion = {
  from: '2026-11-30',
  to: '2026-12-27',
  goal: { kind: 'budget' },
  measure: { kind: 'mean' },
  limits: [],
  groups: [],
};

describe('the command of a plan', () => {
  it.each<[title: string, asked: Partial<PlanQuestion>, options: string]>([
    ['defaults', {}, ''],
    ['a budget', { goal: { kind: 'budget', total: 5_000.5 } }, ' --budget 5000.5'],
    ['a return', { goal: { kind: 'roi', target: 1.5 } }, ' --target-roi 1.5'],
    ['a return of the next unit', { goal: { kind: 'marginal-roi', target: 1 } }, ' --target-mroi 1'],
    ['an outcome', { goal: { kind: 'outcome', target: 300 } }, ' --target-outcome 300'],
    ['the worst fifth', { measure: { kind: 'cvar', share: 0.2 } }, ' --risk cvar:0.2'],
    ['aversion', { measure: { kind: 'mean-deviation', aversion: 1 } }, ' --risk mean-deviation:1'],
    ['a probability', { measure: { kind: 'probability' } }, ' --risk probability'],
    [
      'bounds',
      {
        limits: [
          { channel: 'TV', min: 100, max: 500 },
          { channel: 'Paid Social', max: 9 },
          { channel: 'Radio', minimumIfOn: 200 },
          { channel: "Don't", locked: true },
        ],
      },
      ` --limit 'TV=100..500' --limit 'Paid Social=..9' --limit 'Radio=0|200..' --limit 'Don'\\''t=locked'`,
    ],
    [
      'groups',
      { groups: [{ name: 'online', channels: ['Search', 'Paid Social'], min: 50 }] },
      ` --group 'online:Search,Paid Social=50..'`,
    ],
  ])('holds %s', (_title, asked, options) => {
    expect(planOptions({ ...question, ...asked })).toBe(`--from 2026-11-30 --to 2026-12-27${options}`);
  });
});
