import type { Interval } from '../run-summary.js';
import { type Language, locales } from './language.js';

/**
 * Says a value rounded to multiples of `resolution`, a power of ten.
 * @param size the greatest value said beside it, so that all are said in thousands, millions or billions alike
 */
export type Measure = (value: number, resolution: number, size?: number) => string;

/** An interval in words: all three figures are rounded alike; `low` leaves out the unit that `high` states. */
export interface SaidInterval {
  readonly point: string;
  readonly low: string;
  readonly high: string;
}

/** What is said where a figure is missing or not finite. */
export const missing = '–';

const tenTo = (exponent: number): number => Number(`1e${exponent}`);
const decimalsFor = (resolution: number): number => Math.min(6, Math.max(0, Math.round(-Math.log10(resolution))));

/** The greatest power of ten of which the interval is at least five wide: finer figures would promise what the data does not know. */
export const resolutionOf = ({ mean, low, high }: Interval): number => {
  const fifth = (high - low) / 5;
  // A fifth of the smallest numbers there are is zero.
  if (Number.isFinite(fifth) && fifth > 0) return tenTo(Math.floor(Math.log10(fifth)));
  return resolutionOfFact(mean);
};

/** Three digits: enough for a figure that is known, such as a spend. */
export const resolutionOfFact = (value: number): number =>
  Number.isFinite(value) && value !== 0 ? tenTo(Math.floor(Math.log10(Math.abs(value))) - 2) : 1;

/** Million, billion and trillion have short names; thousands are written out. */
const unitFor = (size: number): number => [1e12, 1e9, 1e6].find((unit) => size >= unit) ?? 1;

/** A number must not break across lines, and a minus is not a hyphen. */
const typeset = (text: string): string => text.replace(/[ \u202f]/g, '\u00a0').replace(/^-/, '\u2212');

const sharedUnit = /(\u00a0\D+|%)$/;

const withoutSharedUnit = (low: string, high: string): string => {
  const unit = sharedUnit.exec(low)?.[0];
  return unit !== undefined && sharedUnit.exec(high)?.[0] === unit ? low.slice(0, -unit.length) : low;
};

export interface Format {
  /** A plain number, from a million on with the unit's short name. */
  readonly number: Measure;
  /** Money; a plain number where the currency is unknown. */
  readonly money: Measure;
  /** A share in 0..1 as percent. */
  readonly percent: Measure;
  /** Numbers of something, such as `orders`. */
  readonly units: (unit: string) => Measure;
  /** The same with a sign before gains also. */
  readonly signed: (measure: Measure) => Measure;
  readonly fact: (measure: Measure, value: number) => string;
  readonly interval: (measure: Measure, interval: Interval) => SaidInterval;
  readonly count: (value: number) => string;
  /** For axes: three digits and the unit's short name. */
  readonly tick: (value: number) => string;
  /** A number without rounding beyond `digits` significant digits: for technical tables. */
  readonly digits: (value: number, digits: number) => string;
  /** @param date ISO date; what is not one is said as it stands */
  readonly date: (date: string) => string;
  readonly month: (date: string) => string;
  readonly list: (items: readonly string[]) => string;
}

/** Making a formatter takes a thousand times longer than using it. */
const rememberedBy = (make: (options: Intl.NumberFormatOptions) => Intl.NumberFormat) => {
  const made = new Map<string, Intl.NumberFormat>();
  return (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const key = JSON.stringify(options);
    const known = made.get(key) ?? make(options);
    made.set(key, known);
    return known;
  };
};

const currencyPattern = /^[A-Z]{3}$/;

/** How a language writes figures. @param currency ISO 4217 code of all money, null where none is known */
export const createFormat = (language: Language, currency: string | null): Format => {
  const locale = locales[language];
  const formatter = rememberedBy((options) => new Intl.NumberFormat(locale, options));
  const say = (value: number, resolution: number, size: number, options: Intl.NumberFormatOptions): string => {
    if (!Number.isFinite(value)) return missing;
    const unit = unitFor(size);
    const decimals = decimalsFor(resolution / unit);
    const rounded = resolution > 1 ? Math.round(value / resolution) * resolution : value;
    const number = formatter({ minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
      Math.abs(rounded / unit),
    );
    const frame = formatter({
      ...options,
      maximumFractionDigits: 0,
      ...(unit === 1 ? {} : { notation: 'compact', compactDisplay: 'short' }),
    }).formatToParts(unit);
    const framed = frame.map(({ type, value: part }) => (type === 'integer' ? number : part)).join('');
    const zero = Number(Math.abs(rounded / unit).toFixed(decimals)) === 0;
    return typeset(value < 0 && !zero ? `-${framed}` : framed);
  };
  const number: Measure = (value, resolution, size = Math.abs(value)) => say(value, resolution, size, {});
  const date = (style: Intl.DateTimeFormatOptions) => {
    const form = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
    return (text: string): string => {
      const time = Date.parse(text);
      return Number.isNaN(time) ? text : form.format(time).replaceAll(' ', '\u00a0');
    };
  };
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const axis = new Intl.NumberFormat(locale, { notation: 'compact', maximumSignificantDigits: 3 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' }).format(0).replace('0', '');
  return {
    number,
    money:
      currency === null
        ? number
        : currencyPattern.test(currency)
          ? (value, resolution, size = Math.abs(value)) => say(value, resolution, size, { style: 'currency', currency })
          : (value, resolution, size) => `${number(value, resolution, size)}\u00a0${currency}`,
    percent: (value, resolution) =>
      Number.isFinite(value)
        ? `${number(value * 100, Math.max(resolution * 100, 0.1), 0)}${typeset(percent)}`
        : missing,
    units: (unit) => (value, resolution, size) => `${number(value, resolution, size)}\u00a0${unit}`,
    signed: (measure) => (value, resolution, size) => {
      const said = measure(value, resolution, size);
      return value > 0 && said !== measure(0, resolution, size) ? `+${said}` : said;
    },
    fact: (measure, value) => measure(value, resolutionOfFact(value)),
    interval: (measure, interval) => {
      const resolution = resolutionOf(interval);
      const { mean, low, high } = interval;
      const size = Math.max(...[mean, low, high].filter(Number.isFinite).map(Math.abs), 0);
      const [point, least, most] = [mean, low, high].map((value) => measure(value, resolution, size)) as [
        string,
        string,
        string,
      ];
      return { point, low: withoutSharedUnit(least, most), high: most };
    },
    count: (value) => (Number.isFinite(value) ? typeset(whole.format(value)) : missing),
    tick: (value) => typeset(axis.format(value)),
    digits: (value, digits) =>
      Number.isFinite(value) ? typeset(formatter({ maximumSignificantDigits: digits }).format(value)) : missing,
    date: date({ day: 'numeric', month: 'long', year: 'numeric' }),
    month: date({ month: 'short', year: 'numeric' }),
    list: (items) => new Intl.ListFormat(locale, { type: 'conjunction' }).format(items),
  };
};
