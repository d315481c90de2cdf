import { REDACTED } from './redacted.js';

/** Length of an account by country (SWIFT's IBAN registry): without it one in a hundred random identifiers would be an account. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  ...{ AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28 },
  ...{ CZ: 24, DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18 },
  ...{ GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32 },
  ...{ LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15 },
  ...{ PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, SA: 24, SC: 31, SE: 24, SI: 19, SK: 24, SM: 27, TN: 24 },
  ...{ TR: 26, UA: 29, VA: 22, VG: 24, XK: 20 },
};
const IBAN = /(?<![A-Z0-9-])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9-])/gi;
/** Fifteen or sixteen digits that begin as the large card schemes do (ISO/IEC 7812): shorter ones are article numbers. */
const CARD =
  /(?<![\w-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|6(?:011|5\d{2}))(?:[ -]?\d{4}){3}(?![\w-])|(?<![\w-])3[47]\d{2}[ -]?\d{6}[ -]?\d{5}(?![\w-])/g;

/** Replaces payment cards (Luhn). */
export function redactCards(text: string): string {
  return text.replace(CARD, (found) => (isLuhnValid(found.replace(/\D/g, '')) ? REDACTED : found));
}

/** Replaces bank accounts (ISO 13616, check digits). */
export function redactIbans(text: string): string {
  return text.replace(IBAN, redactIban);
}

/** The pattern may reach into the next word: the longest beginning with right check digits is the account. */
function redactIban(found: string): string {
  const ends = [...found.matchAll(/[A-Z0-9](?= |$)/gi)].map(({ index }) => index + 1).reverse();
  const end = ends.find((candidate) => isIbanValid(found.slice(0, candidate)));
  return end === undefined ? found : REDACTED + found.slice(end);
}

/** ISO 7064 MOD 97-10 over the rearranged account. */
function isIbanValid(text: string): boolean {
  const plain = text.replaceAll(' ', '').toUpperCase();
  if (plain.length !== IBAN_LENGTHS[plain.slice(0, 2)]) return false;
  let remainder = 0;
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
