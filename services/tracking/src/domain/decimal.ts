/** Plain or exponent notation of a finite number. */
const NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;
const MAX_DECIMALS = 12;
const MAX_INTEGER_DIGITS = 26;

/**
 * The exact decimal text of an amount as clients send it, or `null` when it is none. Numbers are taken by their shortest
 * decimal form, so `0.1` is `"0.1"`; digits beyond twelve decimals are refused rather than rounded silently, unless they
 * are zeros.
 */
export function toDecimal(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign, integer = '', fraction = '', exponent = '0'] = match;
  const shifted = shift(integer, fraction, Number(exponent));
  const whole = shifted.whole.replace(/^0+(?=\d)/, '');
  const decimals = shifted.decimals.replace(/0+$/, '');
  if (whole.length > MAX_INTEGER_DIGITS || decimals.length > MAX_DECIMALS) return null;
  const digits = decimals === '' ? whole : `${whole}.${decimals}`;
  return sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** Moves the decimal point by `exponent` places. */
function shift(integer: string, fraction: string, exponent: number): { whole: string; decimals: string } {
  const digits = integer + fraction;
  const point = integer.length + exponent;
  if (point <= 0) return { whole: '0', decimals: '0'.repeat(-point) + digits };
  if (point >= digits.length) return { whole: digits + '0'.repeat(point - digits.length), decimals: '' };
  return { whole: digits.slice(0, point), decimals: digits.slice(point) };
}
