const INITIAL = 75;
const BASE = 25;
const TERMINAL = 50;
const SHORTEST = 20;

/** When a warm-up learns the metric. Iterations count from 0. */
export interface WarmupWindows {
  /** First iteration whose draw is taken. */
  readonly start: number;
  /** Number of iterations done when a window ends, in order; the last is where the terminal buffer begins. */
  readonly ends: readonly number[];
}

/**
 * Stan's schedule: an initial buffer of 75, windows of 25, 50, 100, … and a terminal buffer of 50; the last window is stretched
 * up to the terminal buffer. A warm-up shorter than 150 is split 15 % / 75 % / 10 %; one below 20 adapts nothing.
 */
export function warmupWindows(warmup: number): WarmupWindows {
  if (warmup < SHORTEST) return { start: warmup, ends: [] };
  const isShort = INITIAL + BASE + TERMINAL > warmup;
  const start = isShort ? Math.floor(0.15 * warmup) : INITIAL;
  const stop = warmup - (isShort ? Math.floor(0.1 * warmup) : TERMINAL);
  const ends: number[] = [];
  let size = isShort ? stop - start : BASE;
  for (let end = start + size; ; ) {
    ends.push(end);
    if (end === stop) return { start, ends };
    size *= 2;
    end += size;
    // A window after this one would be twice as long; where it does not fit, this one takes the rest.
    if (end + 2 * size > stop) end = stop;
  }
}
