import type { ImportField, ImportMapping, NumberFormat } from '@stellwerk/contracts';
import { CellProblem } from '../problem.js';
import { UNDECODABLE } from '../source/text-stream.js';
import { type DateReader, dateReader } from './date.js';
import { exactNumber, numberReader, type ReadNumber } from './number.js';
import type { TimeZone } from './time-zone.js';

/** What cells of a column are read with. */
export interface ValueReaders {
  readonly number: ReadNumber;
  readonly date: DateReader;
  readonly zone: TimeZone;
}

/** Readers of a mapping, cached by what they are made from. */
export function createReaders(mapping: ImportMapping, zone: TimeZone) {
  const numbers = new Map<string, ReadNumber>();
  const dates = new Map<string, DateReader>();
  const cached = <Value>(cache: Map<string, Value>, key: string, make: () => Value): Value => {
    let value = cache.get(key);
    if (value === undefined) {
      value = make();
      cache.set(key, value);
    }
    return value;
  };
  return (column: {
    readonly numbers?: NumberFormat | undefined;
    readonly dates?: string | undefined;
  }): ValueReaders => {
    const numberFormat = column.numbers ?? mapping.numbers ?? 'plain';
    const dateFormat = column.dates ?? mapping.dates ?? 'iso';
    return {
      number: cached(numbers, JSON.stringify(numberFormat), () => numberReader(numberFormat)),
      date: cached(dates, dateFormat, () => dateReader(dateFormat)),
      zone,
    };
  };
}

const YES = new Set(['yes', 'true', '1', 'y', 'ja', 'j', 'wahr', 'x', 'granted']);
const NO = new Set(['no', 'false', '0', 'n', 'nein', 'falsch', 'denied']);
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** Whether a code is one of ISO 4217. */
export const isCurrency = (code: string): boolean => currencies.has(code);

/** Reads one value of a field; the cell is not empty. @throws CellProblem */
export function readValue(field: ImportField, cell: unknown, readers: ValueReaders): string | number | boolean {
  if (typeof cell === 'object' && cell !== null) {
    throw new CellProblem('VALUE_NOT_PLAIN', { found: Array.isArray(cell) ? 'a list' : 'an object' });
  }
  const text = String(cell).trim();
  if (text.includes('\0')) throw new CellProblem('CELL_WITH_NUL');
  if (text.includes(UNDECODABLE)) throw new CellProblem('TEXT_UNDECODABLE', { encoding: 'UTF-8' });
  switch (field.type) {
    case 'text':
    case 'identifier':
      return typeof cell === 'number' ? exactNumber(cell) : text;
    case 'instant':
      return readers.date.instant(text, readers.zone);
    case 'day':
      return readers.date.day(text);
    case 'amount':
    case 'decimal':
      return notBelowZero(field, typeof cell === 'number' ? exactNumber(cell) : readers.number(text));
    case 'count':
      return readCount(typeof cell === 'number' ? exactNumber(cell) : readers.number(text));
    case 'currency':
      return readCurrency(text);
    case 'flag':
      return readFlag(cell, text);
    case 'choice':
      return readChoice(field.choices ?? [], text);
  }
}

/** Yes or no in German or English. @throws CellProblem FLAG_INVALID */
export function readFlag(cell: unknown, text = String(cell).trim()): boolean {
  if (typeof cell === 'boolean') return cell;
  const word = text.toLowerCase();
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  throw new CellProblem('FLAG_INVALID');
}

function notBelowZero({ negative }: ImportField, value: string): string {
  if (!negative && value.startsWith('-')) throw new CellProblem('NUMBER_NEGATIVE');
  return value;
}

function readCount(value: string): number {
  if (value.startsWith('-')) throw new CellProblem('NUMBER_NEGATIVE');
  const count = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(count)) throw new CellProblem('COUNT_INVALID');
  return count;
}

function readCurrency(text: string): string {
  const code = text.toUpperCase();
  if (!isCurrency(code)) throw new CellProblem('CURRENCY_UNKNOWN');
  return code;
}

function readChoice(choices: readonly string[], text: string): string {
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  if (found === undefined) throw new CellProblem('CHOICE_INVALID', { choices: choices.join(', ') });
  return found;
}
