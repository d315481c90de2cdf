import type { ControlSpec, Money, TrackedEvent } from '@stellwerk/contracts';

export type RateTable = ControlSpec<'rate-table'>;
export type Converted = NonNullable<TrackedEvent['converted']>;

/** Decimals of a converted amount; what lies beyond is rounded half to even. */
const DECIMALS = 12;
const MAX_INTEGER_DIGITS = 26;
const DAY_MS = 86_400_000;

/** A decimal as a whole number and the power of ten that divides it. */
interface Scaled {
  readonly units: bigint;
  readonly decimals: number;
}

/** A table with its name and version, as events name it. */
export interface NamedRates {
  readonly label: string;
  readonly spec: RateTable;
}

/**
 * An amount in another currency by the newest day of the table that is not after its own and not too old; `undefined` where
 * the table has no rate. Exact but for one rounding at the end: amount × rate of the target ÷ rate of the source.
 */
export function convert(
  money: Money,
  currency: string,
  day: string,
  { label, spec }: NamedRates,
): Converted | undefined {
  const entry = newestDay(spec, day);
  if (!entry) return undefined;
  const from = rateOf(spec, entry, money.currency);
  const to = rateOf(spec, entry, currency);
  if (!from || !to || from.units <= 0n || to.units <= 0n) return undefined;
  const amount = quotient(product(scaled(money.amount), to), from);
  return amount === undefined ? undefined : { amount, currency, rates: label, rateDay: entry.day };
}

type Day = RateTable['days'][number];

const sortedDays = new WeakMap<RateTable, readonly Day[]>();

function newestDay(spec: RateTable, day: string): Day | undefined {
  let days = sortedDays.get(spec);
  if (!days) {
    days = [...spec.days].sort((one, other) => (one.day < other.day ? -1 : 1));
    sortedDays.set(spec, days);
  }
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as Day).day <= day) low = middle + 1;
    else high = middle;
  }
  const found = days[low - 1];
  const isFresh = found && Date.parse(day) - Date.parse(found.day) <= spec.maxAgeDays * DAY_MS;
  return isFresh ? found : undefined;
}

function rateOf({ base }: RateTable, { rates }: Day, currency: string): Scaled | undefined {
  if (currency === base) return { units: 1n, decimals: 0 };
  const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
  return rate === undefined ? undefined : scaled(rate);
}

function scaled(decimal: string): Scaled {
  const [whole = '', fraction = ''] = decimal.split('.');
  // BigInt reads "-0050" as -50: the sign stands before all digits.
  return { units: BigInt(whole + fraction), decimals: fraction.length };
}

const product = (one: Scaled, other: Scaled): Scaled => ({
  units: one.units * other.units,
  decimals: one.decimals + other.decimals,
});

/** Decimal text of a quotient, rounded half to even; `undefined` where it has too many digits. */
function quotient(dividend: Scaled, divisor: Scaled): string | undefined {
  const shift = DECIMALS + divisor.decimals - dividend.decimals;
  const numerator = shift >= 0 ? dividend.units * 10n ** BigInt(shift) : dividend.units;
  const denominator = shift >= 0 ? divisor.units : divisor.units * 10n ** BigInt(-shift);
  const isNegative = numerator < 0n;
  const absolute = isNegative ? -numerator : numerator;
  const floor = absolute / denominator;
  const twice = (absolute % denominator) * 2n;
  const isUp = twice > denominator || (twice === denominator && floor % 2n === 1n);
  return text(isUp ? floor + 1n : floor, isNegative);
}

function text(units: bigint, isNegative: boolean): string | undefined {
  const digits = units.toString().padStart(DECIMALS + 1, '0');
  const whole = digits.slice(0, -DECIMALS);
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, '');
  if (whole.length > MAX_INTEGER_DIGITS) return undefined;
  const sign = isNegative && units !== 0n ? '-' : '';
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`;
}
