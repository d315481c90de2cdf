/** Maps a value of the data to a place in the drawing. */
export interface Scale {
  (value: number): number;
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
}

/** A straight map of `domain` to `range`; a domain without width maps to the middle. */
export const linearScale = (domain: readonly [number, number], range: readonly [number, number]): Scale => {
  const [low, high] = domain;
  const [start, end] = range;
  const place = (value: number): number =>
    high === low ? (start + end) / 2 : start + ((value - low) / (high - low)) * (end - start);
  return Object.assign(place, { domain, range });
};

/** Least and greatest of the finite values; [0, 1] where there is none. */
export const extentOf = (values: Iterable<number>): readonly [number, number] => {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
};

/** The step among 1, 2 and 5 times a power of ten that divides `span` into at most `parts` parts. */
const niceStep = (span: number, parts: number): number => {
  const raw = span / parts;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= raw * (1 - 1e-12)) ?? 10;
  return factor * power;
};

/** Round values in [low, high], at most `most` + 1 of them, evenly spaced. */
export const niceTicks = (low: number, high: number, most = 5): readonly number[] => {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [low];
  const step = niceStep(span, most);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Multiplying by a fraction of a power of ten leaves dust behind; twelve digits are more than any axis shows.
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
};

/** The domain widened to whole steps, so that the outermost ticks are its ends; zero is part of it where `withZero`. */
export const niceDomain = (low: number, high: number, withZero = true, most = 5): readonly [number, number] => {
  const from = withZero ? Math.min(0, low) : low;
  const to = withZero ? Math.max(0, high) : high;
  if (!(to > from)) return [from, from + 1];
  const step = niceStep(to - from, most);
  const whole = (steps: number): number => Number((steps * step).toPrecision(12));
  return [whole(Math.floor(from / step + 1e-9)), whole(Math.ceil(to / step - 1e-9))];
};

/** The domain with a little room beyond the data; zero is part of it, without room, where `withZero`. */
export const roomyDomain = (low: number, high: number, withZero: boolean): readonly [number, number] => {
  const room = (high - low) * 0.04 || Math.abs(high) * 0.04 || 1;
  if (!withZero) return [low - room, high + room];
  return [low < 0 ? low - room : 0, high > 0 ? high + room : 0];
};
