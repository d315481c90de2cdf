import { MemoryBus } from '@stellwerk/bus';
import fc from 'fast-check';
import { backoffMs } from './backoff.js';
import { BusCallRecord, type CalledModel } from './call-record.js';
import { failureOfStatus } from './endpoint-failure.js';
import { RetryBudget } from './retry-budget.js';

describe('a budget of retries', () => {
  const policy = { perCall: 0.1, perSecond: 1, most: 3 };

  it('is full at first, then earned by calls and by time', () => {
    const budget = new RetryBudget(policy);
    const take = (nowMs: number) => budget.tryTake(nowMs);
    expect([take(0), take(0), take(0), take(0)]).toEqual([true, true, true, false]);
    for (let call = 0; call < 9; call++) budget.called(0);
    expect(take(0)).toBe(false);
    budget.called(0);
    budget.called(0);
    expect([take(0), take(999), take(1_000)]).toEqual([true, true, false]);
  });

  it('never gives more than calls, time and what was saved allow, whatever is asked when', () => {
    const step = fc.tuple(fc.nat(2_000), fc.boolean());
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const budget = new RetryBudget(policy);
        let [nowMs, calls, retries] = [0, 0, 0];
        for (const [afterMs, isCall] of steps) {
          nowMs += afterMs;
          if (isCall) {
            calls += 1;
            budget.called(nowMs);
          } else if (budget.tryTake(nowMs)) retries += 1;
        }
        const earned = policy.most + calls * policy.perCall + (nowMs / 1_000) * policy.perSecond;
        expect(retries).toBeLessThanOrEqual(earned + 1e-9);
      }),
    );
  });

  it('takes no time from a clock that goes back', () => {
    const budget = new RetryBudget(policy);
    for (let retry = 0; retry < 3; retry++) budget.tryTake(10_000);
    expect([budget.tryTake(0), budget.tryTake(10_500), budget.tryTake(11_000)]).toEqual([false, false, true]);
  });
});

describe('the pause before a retry', () => {
  const policy = { baseMs: 100, maxMs: 1_000 };

  it.each([
    [1, 0.5, 0, 50],
    [2, 0.5, 0, 100],
    [3, 1, 0, 400],
    [9, 1, 0, 1_000],
    [1, 0, 0, 0],
    [1, 0.5, 700, 700],
    [1, 0.5, 1_001, null],
  ])('number %i at %d, asked for %i ms: %p', (retry, random, retryAfterMs, pauseMs) => {
    expect(backoffMs(policy, retry, random, retryAfterMs)).toBe(pauseMs);
  });
});

describe('a status', () => {
  it.each([
    [429, '3', 'busy', 3_000],
    [429, 'Wed, 21 Oct 2026 07:28:00 GMT', 'busy', undefined],
    [503, null, 'failing', undefined],
    [500, '1', 'failing', 1_000],
    [401, null, 'misconfigured', undefined],
    [302, null, 'misconfigured', undefined],
    [400, null, 'refused', undefined],
    [413, null, 'refused', undefined],
  ])('%i with Retry-After %p is a failure: %s', (status, retryAfter, kind, retryAfterMs) => {
    expect(failureOfStatus(status, retryAfter)).toMatchObject({ kind, details: { status } });
    expect(failureOfStatus(status, retryAfter).details.retryAfterMs).toBe(retryAfterMs);
  });
});

describe('the record of calls', () => {
  const called = (at: number): CalledModel => ({
    callId: `b7d9f3c4-1111-5222-8333-${String(at).padStart(12, '0')}`,
    tenant: 'demo',
    at: '2026-11-24T10:00:00.000Z',
    operation: 'embeddings',
    useCase: 'knowledge',
    caller: 'shop-app',
    model: 'small',
    inputTokens: 1,
    outputTokens: 0,
    cacheHit: false,
    verdict: 'allow',
    rules: [],
    outcome: 'answered',
    milliseconds: 1,
  });

  /** A bus that refuses until it is healed. */
  function flakyBus() {
    const published: string[][] = [];
    const state = { isDown: false };
    const publish: MemoryBus['publish'] = async (messages) => {
      if (state.isDown) throw new Error('away');
      published.push(messages.map(({ key }) => key));
      return new Map();
    };
    return { bus: { publish }, published, state };
  }

  const optionsWith = (sleep: () => Promise<void>, failures: unknown[] = []) => ({
    source: 'rag',
    maxWaiting: 3,
    pauseMs: 10,
    onFailure: (error: unknown) => void failures.push(error),
    sleep,
  });

  it('sends what came meanwhile together', async () => {
    const { bus, published } = flakyBus();
    const record = new BusCallRecord(
      bus,
      optionsWith(async () => {}),
    );
    await Promise.all([1, 2, 3].map((at) => record.write(called(at))));
    expect(await record.close()).toBe(0);
    expect(published.map(({ length }) => length)).toEqual([3]);
  });

  it('keeps the calls while the bus is away, makes callers wait when there are too many, and loses none', async () => {
    const { bus, published, state } = flakyBus();
    const failures: unknown[] = [];
    state.isDown = true;
    let heal = () => {};
    const pause = new Promise<void>((resolve) => {
      heal = resolve;
    });
    const record = new BusCallRecord(
      bus,
      optionsWith(() => pause, failures),
    );
    for (const at of [1, 2, 3]) await record.write(called(at));
    let isWritten = false;
    const fourth = record.write(called(4)).then(() => {
      isWritten = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([isWritten, failures.length]).toEqual([false, 1]);
    state.isDown = false;
    heal();
    await fourth;
    expect(await record.close()).toBe(0);
    expect(published.flat()).toEqual([1, 2, 3, 4].map((at) => `demo/${called(at).callId}`));
  });

  it('says at its end how many calls it could not publish', async () => {
    const { bus, state } = flakyBus();
    state.isDown = true;
    const record = new BusCallRecord(
      bus,
      optionsWith(async () => {}),
    );
    const written = record.write(called(1));
    expect(await record.close()).toBe(1);
    await written;
  });
});
