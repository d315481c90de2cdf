import fc from 'fast-check';
import { type BudgetLimit, Budgets } from './budget.js';
import { CostAnomalies } from './cost-anomaly.js';
import { TokenBuckets } from './token-buckets.js';

describe('token buckets', () => {
  const rate = { perSecond: 10, burst: 20 };

  it('let a burst pass and then the rate', () => {
    const buckets = new TokenBuckets();
    const take = (cost: number, nowMs: number) => buckets.takeAll([{ name: 'a', rate, cost }], nowMs);
    expect(take(20, 0)).toBe(0);
    expect(take(1, 0)).toBe(100);
    expect(take(1, 99)).toBeCloseTo(1);
    expect(take(1, 100)).toBe(0);
    expect(take(21, 1_000_000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('take all or nothing', () => {
    const buckets = new TokenBuckets();
    buckets.takeAll([{ name: 'tenant', rate, cost: 15 }], 0);
    const both = [
      { name: 'user', rate, cost: 10 },
      { name: 'tenant', rate, cost: 10 },
    ];
    expect(buckets.takeAll(both, 0)).toBe(500);
    expect(buckets.takeAll([{ name: 'user', rate, cost: 20 }], 0)).toBe(0);
  });

  it('never give more than burst and rate together, whatever is asked when', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3_000), fc.integer({ min: 1, max: 25 })), { maxLength: 60 }), (asks) => {
        const buckets = new TokenBuckets();
        let nowMs = 0;
        let taken = 0;
        for (const [afterMs, cost] of asks) {
          nowMs += afterMs;
          if (buckets.takeAll([{ name: 'a', rate, cost }], nowMs) === 0) taken += cost;
        }
        expect(taken).toBeLessThanOrEqual(rate.burst + (nowMs / 1_000) * rate.perSecond + 1e-6);
      }),
    );
  });

  it('may be left in debt by what was used already', () => {
    const buckets = new TokenBuckets();
    buckets.charge('a', rate, 40, 0);
    expect(buckets.takeAll([{ name: 'a', rate, cost: 1 }], 0)).toBe(2_100);
    expect(buckets.takeAll([{ name: 'a', rate, cost: 1 }], 2_100)).toBe(0);
  });

  it('are bounded in number', () => {
    const buckets = new TokenBuckets(10);
    for (let index = 0; index < 100; index++) buckets.takeAll([{ name: `b${index}`, rate, cost: 1 }], 0);
    expect(buckets.size).toBe(10);
  });
});

describe('budgets', () => {
  const day: BudgetLimit = { account: 'tenant', windowMs: 86_400_000, maxMicros: 1_000, maxCalls: 3 };
  const task: BudgetLimit = { account: 'task', windowMs: null, maxMicros: 500, maxCalls: 10 };
  const reserve = (budgets: Budgets, id: string, micros: number, atMs = 0) =>
    budgets.reserve({ id, micros, limits: [day, task], atMs });

  it('refuse what would exceed any of them, and then take nothing from the others', () => {
    const budgets = new Budgets();
    expect(reserve(budgets, 'a', 400)).toBeNull();
    expect(reserve(budgets, 'b', 200)).toEqual({ account: 'task', what: 'money' });
    expect(budgets.used(day, 0)).toEqual({ micros: 400, calls: 1 });
    budgets.settle('a', 100);
    expect(reserve(budgets, 'b', 200)).toBeNull();
    expect(reserve(budgets, 'c', 0)).toBeNull();
    expect(reserve(budgets, 'd', 0)).toEqual({ account: 'tenant', what: 'calls' });
    expect(reserve(budgets, 'd', 0, 86_400_000)).toBeNull();
    expect(budgets.used(task, 0)).toEqual({ micros: 300, calls: 4 });
  });

  it('give back what was not run, once', () => {
    const budgets = new Budgets();
    reserve(budgets, 'a', 400);
    budgets.release('a');
    budgets.release('a');
    budgets.settle('a', 400);
    expect(budgets.used(task, 0)).toEqual({ micros: 0, calls: 0 });
  });

  it('are not had twice by a clock that goes back', () => {
    const budgets = new Budgets();
    reserve(budgets, 'a', 400, 86_400_000);
    expect(reserve(budgets, 'b', 101, 0)).toEqual({ account: 'task', what: 'money' });
    expect(budgets.used(day, 0).micros).toBe(400);
  });

  it('forget accounts whose window is over, and those that are closed', () => {
    const budgets = new Budgets();
    for (let user = 0; user < 5_000; user++) {
      const atMs = Math.floor(user / 1_000) * 86_400_000;
      const limits = [{ ...day, account: `user/${user}` }];
      expect(budgets.reserve({ id: String(user), micros: 1, limits, atMs })).toBeNull();
    }
    expect(budgets.size).toBeLessThanOrEqual(2_000);
    const { size } = budgets;
    expect(budgets.used({ ...day, account: 'user/4999' }, 4 * 86_400_000)).toEqual({ micros: 1, calls: 1 });
    budgets.close('user/4999');
    expect(budgets.size).toBe(size - 1);
  });

  it('never hold more than their limit, however calls overlap', () => {
    const step = fc.record({
      id: fc.nat(9),
      micros: fc.nat(300),
      what: fc.constantFrom('reserve', 'settle', 'release'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const budgets = new Budgets();
        const reserved = new Map<number, number>();
        for (const { id, micros, what } of steps) {
          if (what === 'reserve') {
            if (!reserved.has(id) && reserve(budgets, String(id), micros) === null) reserved.set(id, micros);
          } else if (what === 'settle') {
            budgets.settle(String(id), Math.min(micros, reserved.get(id) ?? 0));
            reserved.delete(id);
          } else {
            budgets.release(String(id));
            reserved.delete(id);
          }
          expect(budgets.used(task, 0).micros).toBeLessThanOrEqual(task.maxMicros);
          expect(budgets.used(task, 0).micros).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});

describe('an anomaly of cost', () => {
  it('is far above what tasks of the kind cost, once enough of them are known', () => {
    const anomalies = new CostAnomalies();
    expect(anomalies.observe('reply', 1_000_000)).toBeNull();
    for (let index = 0; index < 40; index++) expect(anomalies.observe('reply', 1_000 + (index % 7) * 10)).toBeNull();
    expect(anomalies.observe('reply', 1_200)).toBeNull();
    expect(anomalies.observe('reply', 5_000)).toMatchObject({
      taskKind: 'reply',
      costMicros: 5_000,
      medianMicros: 1_030,
    });
    expect(anomalies.observe('other', 5_000)).toBeNull();
  });
});
