import { warmupWindows } from './windows.js';

describe('warm-up windows', () => {
  it.each([
    [1000, 75, [100, 150, 250, 450, 950]],
    [500, 75, [100, 150, 250, 450]],
    [300, 75, [100, 150, 250]],
    [299, 75, [100, 249]],
    [160, 75, [100, 110]],
    [150, 75, [100]],
    [149, 22, [135]],
    [100, 15, [90]],
    [20, 3, [18]],
    [19, 19, []],
    [0, 0, []],
  ])('of %d iterations start at %d and end at %j, as in Stan', (warmup, start, ends) => {
    expect(warmupWindows(warmup)).toEqual({ start, ends });
  });
});
