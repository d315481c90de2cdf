/** Bounds of one amount, money. */
export interface AmountBounds {
  readonly min: number;
  readonly max: number;
}

const CENTS = 100;
/** Amounts that are whole cents but for the last bits of a double. */
const SLACK = 1e-6;

/**
 * Amounts in whole cents that keep to their bounds and to their sum: each is rounded down (up where that would break its lower
 * bound), and the cents that are left go to those that lost most, as far as their upper bounds allow.
 * @returns decimal text with two digits after the point
 */
export function toCents(amounts: readonly number[], bounds: readonly AmountBounds[]): string[] {
  const least = bounds.map(({ min }) => Math.ceil(min * CENTS - SLACK));
  const most = bounds.map(({ max }) => Math.floor(max * CENTS + SLACK));
  const cents = amounts.map((amount, index) => Math.max(Math.floor(amount * CENTS + SLACK), least[index] ?? 0));
  const total = Math.round(amounts.reduce((sum, amount) => sum + amount, 0) * CENTS);
  let left = total - cents.reduce((sum, value) => sum + value, 0);
  const byLoss = amounts
    .map((amount, index) => ({ index, loss: amount * CENTS - (cents[index] ?? 0) }))
    .sort((a, b) => b.loss - a.loss || a.index - b.index);
  for (const { index } of byLoss) {
    if (left <= 0) break;
    const value = cents[index] ?? 0;
    if (value + 1 > (most[index] ?? Number.POSITIVE_INFINITY)) continue;
    cents[index] = value + 1;
    left -= 1;
  }
  return cents.map(centsText);
}

/** Sum of decimal texts with at most two digits after the point. */
export const sumOfCents = (amounts: readonly string[]): string =>
  centsText(amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * CENTS), 0));

const centsText = (cents: number): string => (cents / CENTS).toFixed(2);
