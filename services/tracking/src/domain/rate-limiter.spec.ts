import { RateLimiter } from './rate-limiter.js';

describe('rate limiter', () => {
  it('lets a second through at once, then as much as the rate gives', () => {
    const limiter = new RateLimiter();
    const takeAll = (nowMs: number, tries: number) =>
      Array.from({ length: tries }, () => limiter.take('web', 10, nowMs)).filter(Boolean).length;
    expect(takeAll(0, 20)).toBe(10);
    expect(takeAll(500, 20)).toBe(5);
    expect(takeAll(60_000, 20)).toBe(10);
  });

  it('counts each source by itself', () => {
    const limiter = new RateLimiter();
    expect([limiter.take('a', 1, 0), limiter.take('a', 1, 0), limiter.take('b', 1, 0)]).toEqual([true, false, true]);
  });

  it('lets one large batch pass a full bucket, and makes the next wait for all of it', () => {
    const limiter = new RateLimiter();
    expect([
      limiter.take('web', 10, 0, 50),
      limiter.take('web', 10, 3_900, 1),
      limiter.take('web', 10, 4_100, 1),
    ]).toEqual([true, false, true]);
  });

  it('forgets what was used longest ago rather than growing', () => {
    const limiter = new RateLimiter(2);
    for (const name of ['a', 'b', 'a', 'c']) limiter.take(name, 1, 0);
    expect(limiter.size).toBe(2);
    expect([limiter.take('a', 1, 0), limiter.take('b', 1, 0)]).toEqual([false, true]);
  });
});
