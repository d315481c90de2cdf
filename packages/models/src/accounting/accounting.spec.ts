import type { Endpoint } from '../routes/endpoint.js';
import { Documents } from '../testing/harness.js';
import { choose } from './choose.js';
import { costOf, estimatedTokens } from './price.js';
import { TaskAccounts } from './task-accounts.js';

const prices = () =>
  new Documents()
    .put('price-table', 'own', {
      currency: 'EUR',
      models: {
        small: {
          inputMicrosPerMillionTokens: 150_000,
          outputMicrosPerMillionTokens: 600_000,
          cachedInputMicrosPerMillionTokens: 75_000,
        },
      },
    })
    .put(
      'price-table',
      'list',
      {
        currency: 'USD',
        models: {
          small: { inputMicrosPerMillionTokens: 1, outputMicrosPerMillionTokens: 1 },
          large: { inputMicrosPerMillionTokens: 3_000_000, outputMicrosPerMillionTokens: 15_000_000 },
        },
      },
      'platform',
    );

describe('the price of a call', () => {
  it.each([
    ['small', { input: 1_000_000, output: 0 }, { micros: 150_000, currency: 'EUR' }],
    ['small', { input: 1_000, output: 1_000, cachedInput: 400 }, { micros: 720, currency: 'EUR' }],
    ['small', { input: 10, output: 0, cachedInput: 99 }, { micros: 1, currency: 'EUR' }],
    ['small', { input: 0, output: 0 }, { micros: 0, currency: 'EUR' }],
    ['large', { input: 1, output: 1 }, { micros: 18, currency: 'USD' }],
    ['large', { input: 10, output: 1, cachedInput: 10 }, { micros: 45, currency: 'USD' }],
    ['unknown', { input: 1, output: 1 }, null],
    ['constructor', { input: 1, output: 1 }, null],
  ])('of %s for %j is %j', (model, tokens, cost) => {
    expect(costOf(prices(), 'demo', model, tokens)).toEqual(cost);
  });

  it('is that of the platform for a tenant without a table of its own', () => {
    expect(costOf(prices(), 'other', 'small', { input: 1_000_000, output: 0 })?.currency).toBe('USD');
  });

  it('is estimated from characters where tokens are not known', () => {
    expect([0, 1, 4, 5].map(estimatedTokens)).toEqual([0, 1, 1, 2]);
  });
});

describe('the choice among models', () => {
  const endpoints = ['a', 'b', 'c', 'd'].map(
    (model): Endpoint => ({ model, upstreamModel: model, baseUrl: 'http://127.0.0.1/v1', timeoutMs: 1_000 }),
  );
  const costs: Record<string, { micros: number; currency: string } | null> = {
    a: null,
    b: { micros: 9, currency: 'EUR' },
    c: { micros: 1, currency: 'USD' },
    d: { micros: 4, currency: 'EUR' },
  };
  const chosen = (order: 'listed' | 'cheapest', maxCostMicrosPerCall?: number) =>
    choose({ endpoints, order, maxCostMicrosPerCall }, 'answers', (model) => costs[model] ?? null)
      .map(({ model }) => model)
      .join('');

  it.each([
    ['listed', undefined, 'abcd'],
    ['cheapest', undefined, 'dbac'],
    ['listed', 9, 'bd'],
    ['cheapest', 9, 'db'],
    ['listed', 4, 'd'],
  ] as const)('%s, at most %p: %s', (order, limit, models) => {
    expect(chosen(order, limit)).toBe(models);
  });

  it('is refused where the limit leaves none', () => {
    expect(() => chosen('listed', 3)).toThrow(expect.objectContaining({ code: 'MDL_TOO_EXPENSIVE' }));
  });
});

describe('accounts of tasks', () => {
  const used = { inputTokens: 10, outputTokens: 5, cacheHit: false };

  it('keep currencies apart and count what was cached', () => {
    const accounts = new TaskAccounts();
    accounts.book('demo', 't', { ...used, costMicros: 3, currency: 'EUR' });
    accounts.book('demo', 't', { ...used, costMicros: 4, currency: 'EUR' });
    accounts.book('demo', 't', { ...used, costMicros: 5, currency: 'USD' });
    accounts.book('demo', 't', { inputTokens: 0, outputTokens: 0, cacheHit: true });
    expect(accounts.of('demo', 't')).toEqual({
      calls: 4,
      cacheHits: 1,
      inputTokens: 30,
      outputTokens: 15,
      costMicros: { EUR: 7, USD: 5 },
    });
    accounts.close('demo', 't');
    expect(accounts.of('demo', 't').calls).toBe(0);
  });

  it('forget the task that was not heard of for longest', () => {
    const accounts = new TaskAccounts(2);
    for (const task of ['a', 'b', 'a', 'c']) accounts.book('demo', task, used);
    expect(['a', 'b', 'c'].map((task) => accounts.of('demo', task).calls)).toEqual([2, 0, 1]);
  });
});
