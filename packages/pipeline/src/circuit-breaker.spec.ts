import { CircuitBreaker } from './circuit-breaker.js';

describe('a circuit breaker', () => {
  it('opens after failures in a row, lets one trial pass, and stays open longer each time', () => {
    const breaker = new CircuitBreaker({ failures: 3, pauseMs: 100, maxPauseMs: 300 });
    const fail = (nowMs: number) => {
      expect(breaker.tryEnter(nowMs)).toBe(true);
      breaker.failed(nowMs);
    };
    fail(0);
    fail(0);
    breaker.succeeded();
    fail(0);
    fail(0);
    expect(breaker.state(0)).toBe('closed');
    fail(0);
    expect([breaker.state(99), breaker.tryEnter(99), breaker.retryAfterMs(40)]).toEqual(['open', false, 60]);
    expect([breaker.tryEnter(100), breaker.tryEnter(100)]).toEqual([true, false]);
    breaker.failed(100);
    expect([breaker.state(299), breaker.state(300)]).toEqual(['open', 'trial']);
    fail(300);
    expect(breaker.retryAfterMs(300)).toBe(300);
    expect(breaker.tryEnter(600)).toBe(true);
    breaker.abandoned();
    expect(breaker.tryEnter(600)).toBe(true);
    breaker.succeeded();
    expect(breaker.state(600)).toBe('closed');
  });
});
