import { createCalls, madeAtMs } from './segment-calls.js';

const NOW_MS = Date.UTC(2026, 10, 24, 10);
const calls = (seed = 1) => createCalls('r1', seed, () => NOW_MS);

describe('calls of the load generator', () => {
  it('repeat for the same seed and differ for another', () => {
    expect(calls().batch(50)).toBe(calls().batch(50));
    expect(calls(2).batch(50)).not.toBe(calls().batch(50));
  });

  it('have an id of their own each, which says when they were made', () => {
    const { batch } = JSON.parse(calls().batch(200)) as { batch: { messageId: string }[] };
    expect(new Set(batch.map((call) => call.messageId)).size).toBe(200);
    expect(batch.map((call) => madeAtMs(call.messageId))).toEqual(Array.from({ length: 200 }, () => NOW_MS));
  });

  it('are about half a kilobyte long', () => {
    const { single } = calls();
    const sizes = Array.from({ length: 100 }, () => single().length);
    expect(Math.min(...sizes)).toBeGreaterThan(400);
    expect(Math.max(...sizes)).toBeLessThan(700);
  });

  it('name a login on every twentieth, so that identity has work', () => {
    const { batch } = JSON.parse(calls().batch(100)) as { batch: { userId?: string }[] };
    expect(batch.filter((call) => call.userId !== undefined)).toHaveLength(5);
  });
});
