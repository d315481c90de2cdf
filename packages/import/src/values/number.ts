import type { NumberFormat } from '@stellwerk/contracts';
import { CellProblem } from '../problem.js';

interface Marks {
  readonly decimal: string;
  readonly group?: string | undefined;
}

const NAMED: Readonly<Record<'plain' | 'german' | 'english', Marks>> = {
  plain: { decimal: '.' },
  german: { decimal: ',', group: '.' },
  english: { decimal: '.', group: ',' },
};

const MAX_INTEGER_DIGITS = 26;
const MAX_DECIMALS = 12;

/** Reads the text of a number into its exact decimal form, `-1234.5`. @throws CellProblem NUMBER_INVALID */
export type ReadNumber = (text: string) => string;

/**
 * Reader for one way of writing numbers. Groups must have three digits, so that `1.5` is no German 15; a sign may stand
 * before or, as ERP systems write it, behind. More than twelve decimals are refused unless they are zeros.
 */
export function numberReader(format: NumberFormat): ReadNumber {
  const { decimal, group } = typeof format === 'string' ? NAMED[format] : format;
  const grouped = group === undefined ? '' : `|\\d{1,3}(?:${literal(group)}\\d{3})+`;
  const pattern = new RegExp(`^([+-]?)(\\d+${grouped})(?:${literal(decimal)}(\\d*))?(-?)$`);
  const name = typeof format === 'string' ? format : `1${group ?? ''}234${decimal}56`;
  return (text) => {
    const match = pattern.exec(text.replace('\u2212', '-'));
    const [, sign = '', integer = '', fraction = '', after = ''] = match ?? [];
    const whole = integer.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
    const decimals = fraction.replace(/0+$/, '');
    const isTwice = sign !== '' && after !== '';
    if (!match || isTwice || whole.length > MAX_INTEGER_DIGITS || decimals.length > MAX_DECIMALS) {
      throw new CellProblem('NUMBER_INVALID', { format: name });
    }
    const digits = decimals === '' ? whole : `${whole}.${decimals}`;
    const isNegative = (sign === '-' || after === '-') && /[1-9]/.test(digits);
    return isNegative ? `-${digits}` : digits;
  };
}

/** A number as JSON and Parquet hold it, also in exponent notation. @throws CellProblem */
export function exactNumber(value: number): string {
  if (!Number.isFinite(value)) throw new CellProblem('NUMBER_INVALID', { format: 'plain' });
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw new CellProblem('NUMBER_UNSAFE');
  const text = String(value);
  if (!text.includes('e')) return text;
  const fixed = value.toFixed(MAX_DECIMALS);
  if (Number(fixed) !== value) throw new CellProblem('NUMBER_INVALID', { format: 'plain' });
  return fixed.replace(/\.?0+$/, '');
}

const literal = (mark: string): string => mark.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&');
