import type { Interval } from '../../run-summary.js';

/** An interval drawn in characters: `├──●───┤` on a line of `width` columns, with `|` where the reference is. */
export const whiskerLine = (
  { mean, low, high }: Interval,
  domain: readonly [number, number],
  width: number,
  reference?: number,
): string => {
  const line = new Array<string>(width).fill(' ');
  const [from, to] = domain;
  const column = (value: number): number =>
    to === from ? 0 : Math.min(width - 1, Math.max(0, Math.round(((value - from) / (to - from)) * (width - 1))));
  if (reference !== undefined) line[column(reference)] = '|';
  if (![mean, low, high].every(Number.isFinite)) return line.join('');
  const [start, end] = [column(low), column(high)];
  for (let i = start; i <= end; i++) line[i] = line[i] === '|' ? '┼' : '─';
  line[start] = '├';
  line[end] = '┤';
  line[column(mean)] = '●';
  return line.join('');
};
