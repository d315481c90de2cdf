const DECIMALS = 12;
const ONE = 10n ** BigInt(DECIMALS);

/** Parses a decimal number to integer multiples of 10⁻¹², halves away from zero. @throws RangeError */
export function parseDecimal(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (!match) throw new RangeError('not a decimal number');
  const [, sign, whole = '0', fraction = ''] = match;
  const kept = BigInt(whole) * ONE + BigInt(fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'));
  const scaled = Number(fraction[DECIMALS] ?? 0) >= 5 ? kept + 1n : kept;
  return sign === '-' ? -scaled : scaled;
}

/** Writes multiples of 10⁻¹² as a decimal number without trailing zeros. */
export function formatDecimal(scaled: bigint): string {
  const sign = scaled < 0n ? '-' : '';
  const absolute = scaled < 0n ? -scaled : scaled;
  const fraction = String(absolute % ONE)
    .padStart(DECIMALS, '0')
    .replace(/0+$/, '');
  return `${sign}${absolute / ONE}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Splits a value into equal shares of 12 decimals; the remainder goes to the last, so that the sum is exact. */
export function shares(value: bigint, count: number): bigint[] {
  if (count === 0) return [];
  const share = value / BigInt(count);
  const all = Array.from({ length: count }, () => share);
  all[count - 1] = value - share * BigInt(count - 1);
  return all;
}
