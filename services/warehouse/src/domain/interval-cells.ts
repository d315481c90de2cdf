/** Posterior mean with the bounds of its interval. */
interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

type IntervalCells<Name extends string, Value> = Readonly<Record<Name | `${Name}_low` | `${Name}_high`, Value>>;

const cells = <Name extends string, Value>(name: Name, mean: Value, low: Value, high: Value) =>
  ({ [name]: mean, [`${name}_low`]: low, [`${name}_high`]: high }) as IntervalCells<Name, Value>;

/** The three columns of an interval: `name`, `name_low`, `name_high`. */
export const intervalCells = <Name extends string>(name: Name, { mean, low, high }: Interval) =>
  cells(name, mean, low, high);

/** The same for an interval that may be missing: all three are null then. */
export const optionalIntervalCells = <Name extends string>(name: Name, interval: Interval | null) =>
  cells<Name, number | null>(name, interval?.mean ?? null, interval?.low ?? null, interval?.high ?? null);
