import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Parts of a date as they were written. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Offset from UTC that stands beside it, minutes. */
  readonly offsetMinutes?: number;
}

/** One way of writing dates, `undefined` where a text is not written in it. */
export type DatePattern = (text: string) => DateParts | undefined;

type PartName = 'year' | 'shortYear' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'half';

const TOKENS: Readonly<Record<string, { readonly part: PartName; readonly source: string }>> = {
  YYYY: { part: 'year', source: '\\d{4}' },
  YY: { part: 'shortYear', source: '\\d{2}' },
  MM: { part: 'month', source: '\\d{2}' },
  M: { part: 'month', source: '\\d{1,2}' },
  DD: { part: 'day', source: '\\d{2}' },
  D: { part: 'day', source: '\\d{1,2}' },
  HH: { part: 'hour', source: '\\d{2}' },
  H: { part: 'hour', source: '\\d{1,2}' },
  hh: { part: 'hour', source: '\\d{2}' },
  h: { part: 'hour', source: '\\d{1,2}' },
  mm: { part: 'minute', source: '\\d{2}' },
  ss: { part: 'second', source: '\\d{2}' },
  SSS: { part: 'fraction', source: '\\d{1,9}' },
  a: { part: 'half', source: '[AaPp]\\.?[Mm]\\.?' },
};
const TOKEN = /YYYY|YY|MM|M|DD|D|HH|H|hh|h|mm|ss|SSS|a/g;

/** Two-digit years: 00–69 are of this century, 70–99 of the last, as POSIX has it. */
const PIVOT = 70;

/**
 * Pattern from its text, such as `DD.MM.YYYY HH:mm`; `[ ]` around a part makes it optional.
 * @throws IMP_DATES_UNKNOWN
 */
export function datePattern(format: string): DatePattern {
  const parts: PartName[] = [];
  let source = '';
  let at = 0;
  for (const match of format.matchAll(TOKEN)) {
    const token = TOKENS[match[0]];
    if (!token) continue;
    source += `${literal(format.slice(at, match.index))}(${token.source})`;
    parts.push(token.part);
    at = match.index + match[0].length;
  }
  source += literal(format.slice(at));
  assertUsable(format, parts, source);
  const expression = new RegExp(`^${source}$`);
  return (text) => {
    const match = expression.exec(text);
    if (!match) return undefined;
    const found = new Map(parts.map((part, index) => [part, match[index + 1]]));
    return partsOf(found);
  };
}

function assertUsable(format: string, parts: readonly PartName[], source: string): void {
  const refuse = (problem: string) =>
    new StellwerkError(errors.DATES_UNKNOWN, { format: format.slice(0, 40), problem }, { field: 'dates' });
  const has = (...names: PartName[]) => names.some((name) => parts.includes(name));
  if (!has('year', 'shortYear') || !has('month') || !has('day')) throw refuse('it needs year, month and day');
  if (new Set(parts).size !== parts.length) throw refuse('a part stands twice');
  try {
    new RegExp(source);
  } catch {
    throw refuse('its brackets do not match');
  }
}

/** Text between tokens: brackets become optional groups, everything else stands for itself. */
const literal = (text: string): string =>
  text
    .replace(/[.*+?^${}()|\\/-]/g, '\\$&')
    .replaceAll('[', '(?:')
    .replaceAll(']', ')?');

function partsOf(found: ReadonlyMap<PartName, string | undefined>): DateParts {
  const numberOf = (part: PartName) => Number(found.get(part) ?? 0);
  const short = numberOf('shortYear');
  const half = found.get('half')?.charAt(0).toLowerCase();
  const hour = numberOf('hour');
  const hour24 = half === undefined ? hour : hour > 12 || hour < 1 ? 99 : (hour % 12) + (half === 'p' ? 12 : 0);
  return {
    year: found.has('year') ? numberOf('year') : short + (short < PIVOT ? 2_000 : 1_900),
    month: numberOf('month'),
    day: numberOf('day'),
    hour: hour24,
    minute: numberOf('minute'),
    second: numberOf('second'),
    millisecond: Number((found.get('fraction') ?? '').padEnd(3, '0').slice(0, 3)),
  };
}
