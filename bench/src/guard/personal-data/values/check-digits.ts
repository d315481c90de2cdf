/** Check digits as the issuers describe them; written apart from the detector, so that an error in one shows in the other. */

const digitOf = (character: string) => Number.parseInt(character, 36);

/** ISO 7064 MOD 11,10. */
export function mod11And10(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return String((11 - product) % 10);
}

/** Luhn: the digit that makes the sum a multiple of ten. */
export function luhn(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** ICAO 9303: weights 7, 3, 1. */
export const icao = (characters: string) =>
  String(
    [...characters].reduce((sum, character, index) => sum + digitOf(character) * ([7, 3, 1][index % 3] ?? 0), 0) % 10,
  );

/** ISO 13616: check digits of country and account. */
export function ibanCheckDigits(country: string, account: string): string {
  const digits = [...`${account}${country}00`].map((character) => digitOf(character)).join('');
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return String(98 - rest).padStart(2, '0');
}

/** Sum of the digit sums of digits times weights. */
export const weightedDigitSum = (digits: string, weights: readonly number[]) =>
  [...digits].reduce((sum, digit, index) => {
    const product = Number(digit) * (weights[index] ?? 0);
    return sum + Math.floor(product / 10) + (product % 10);
  }, 0);

/** A letter as its place in the alphabet, two digits. */
export const letterAsDigits = (letter: string) => String(letter.charCodeAt(0) - 64).padStart(2, '0');
