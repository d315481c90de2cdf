/** Sum of digits times weights; where `digitSums`, of the digit sums of the products. */
export function weightedSum(digits: string, weights: readonly number[], digitSums = false): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const product = Number(digits[index]) * (weights[index] ?? 0);
    sum += digitSums ? Math.floor(product / 10) + (product % 10) : product;
  }
  return sum;
}

/** A letter as its place in the alphabet in two digits: A = 01. */
export const letterDigits = (letter: string) => String(letter.charCodeAt(0) - 64).padStart(2, '0');
