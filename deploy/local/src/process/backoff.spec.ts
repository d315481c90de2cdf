import fc from 'fast-check';
import { backoffMs, nextFailures, restartBackoff } from './backoff.js';

describe('restart backoff', () => {
  it.each([
    [1, 500],
    [2, 1_000],
    [3, 2_000],
    [5, 8_000],
    [6, 15_000],
    [1_000, 15_000],
  ])('waits after failure %i in a row for %i ms', (failures, ms) => {
    expect(backoffMs(restartBackoff, failures)).toBe(ms);
  });

  it('never shrinks while failures go on, and stays within its bounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (failures) => {
        const now = backoffMs(restartBackoff, failures);
        expect(backoffMs(restartBackoff, failures + 1)).toBeGreaterThanOrEqual(now);
        expect(now).toBeGreaterThanOrEqual(restartBackoff.firstMs);
        expect(now).toBeLessThanOrEqual(restartBackoff.maxMs);
      }),
    );
  });

  it.each([
    ['a short run counts on', 9_999, 5, 6],
    ['a stable run begins anew', 10_000, 5, 1],
  ])('%s', (_title, readyForMs, failures, expected) => {
    expect(nextFailures(restartBackoff, failures, readyForMs)).toBe(expected);
  });
});
