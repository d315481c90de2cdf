const DECIMALS = 12;
const ONE = 10n ** BigInt(DECIMALS);

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
